"""The only place that knows Alexa's JSON and the ASK SDK: requests in, responses out."""
