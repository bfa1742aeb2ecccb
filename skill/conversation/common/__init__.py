"""What belongs to no subject: greeting, help, stopping, repeating, being lost."""
