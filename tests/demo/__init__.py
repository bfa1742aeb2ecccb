"""The demo shop's data."""
