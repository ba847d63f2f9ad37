"""Tests of the rendered runners."""
