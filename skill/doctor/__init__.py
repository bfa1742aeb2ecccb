"""What `restock doctor` looks at: the shop's folder, a server's settings, the skill package, a stack on AWS."""
