"""Dialogues: what is said and what is heard, word for word, through the real entry point and on every store."""
