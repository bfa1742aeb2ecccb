"""The search in a catalogue file: its index of words, what they may stand for, and what names are about."""
