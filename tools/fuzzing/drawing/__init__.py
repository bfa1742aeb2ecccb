"""What is sent: households, people, requests and their slots, well-formed and otherwise."""
