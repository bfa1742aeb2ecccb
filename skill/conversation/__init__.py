"""What was meant and what we answer, for any assistant: no assistant's types, no words, no I/O."""
