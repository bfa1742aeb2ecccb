"""When a product is due again, how many of it, and what belongs in "my usual"."""
