"""How somebody runs or walks: every bone at any time, before there is a body round it."""
