"""What reads a dialogue, plays it and says what went differently."""
