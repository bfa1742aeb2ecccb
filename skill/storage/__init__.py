"""Where profiles, carts, orders and interactions are kept: one port, several adapters, one contract suite."""
