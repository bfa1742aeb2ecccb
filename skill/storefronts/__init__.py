"""Implementations of the port ``skill.shopping.shop.Shop``."""
