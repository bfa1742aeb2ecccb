"""Which products some heard words mean, for this household first."""
