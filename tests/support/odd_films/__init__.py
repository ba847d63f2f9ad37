"""Hostile and odd films made on the spot: what a file may hold without breaking anything."""

from tests.support.odd_films.corpus import everything
from tests.support.odd_films.odd import Odd

__all__ = ["Odd", "everything"]
