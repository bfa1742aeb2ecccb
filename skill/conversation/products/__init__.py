"""Questions about products: price, facts, stock, and what this household bought of them."""
