"""What is going on, for whoever runs the skill: one log line per turn and metrics. Never words, never who it was."""
