"""A shop's voice assistant skill that answers from the shopper's own purchase history."""
