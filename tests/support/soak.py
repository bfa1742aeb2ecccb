"""How long the randomised tests run: short in `make test`, long in `make soak`."""

import os

SOAK = int(os.environ.get("RESTOCK_TEST_SOAK", "1"))
"""Multiply a short run's number of rounds by this (1 in `make test`)."""
