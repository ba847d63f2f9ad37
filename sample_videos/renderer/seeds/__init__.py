"""Runners drawn by seed, tuning and judging kept apart."""
