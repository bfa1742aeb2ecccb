"""Random Alexa requests, well-formed and otherwise, sent through the Lambda's function and judged."""
