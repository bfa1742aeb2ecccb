"""A shop's own CSV files → catalogue, prices and profiles. What cannot be read is reported, the rest loaded."""
