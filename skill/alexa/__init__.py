"""The only place that knows Alexa's JSON: request to Turn, Reply to response, and the SDK around both."""
