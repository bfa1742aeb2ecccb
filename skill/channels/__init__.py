"""Other ways to reach a household than the one it speaks through. They know no store, no shop and no words."""
