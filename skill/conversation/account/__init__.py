"""The household itself: its people, its voice code, what it allows, and coming and going."""
