"""What must hold of every answer, and of everything that was written with it."""
