"""What the skill costs and how well it guesses, measured beside baselines; README.md tells how to run them."""
