"""What happens after the commit: errands are taken from the outbox, done, and tried again until they are."""
