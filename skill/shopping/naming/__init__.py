"""What people would say instead of a catalogue's long title: brand, what it is, and what tells it from another."""
