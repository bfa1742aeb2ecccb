"""What is set from outside: the environment variables, and the shop's own ``shop.yaml``."""
