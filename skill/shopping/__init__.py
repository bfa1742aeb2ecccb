"""The rules of buying. Pure: no I/O, no clock, no randomness, no words; it imports nothing of ours but itself."""
