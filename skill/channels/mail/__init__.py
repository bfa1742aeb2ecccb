"""E-mail: what one is, how it is written down, and who takes it."""
