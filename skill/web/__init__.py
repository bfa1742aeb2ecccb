"""What the local Flask server serves: the Alexa endpoint, the profile API, pages."""
