"""Orders that were placed: where they are, what they were, undoing them."""
