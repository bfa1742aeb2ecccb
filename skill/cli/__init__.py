"""The ``restock`` command: one small file a command. Each imports what it needs when it runs."""
