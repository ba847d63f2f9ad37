"""Rendered runners whose every joint is known, and the program that renders them."""
