"""Reordering: from heard words to an offer, to a choice, to a yes."""
