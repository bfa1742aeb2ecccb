"""The cart: filling it, hearing what is in it, ordering it."""
