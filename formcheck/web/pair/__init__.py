"""Two films side by side, locked to each other."""
