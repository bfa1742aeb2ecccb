"""How addresses are sealed: AES-256-GCM with data keys that a master key wraps, kept by AWS KMS or in a file."""
