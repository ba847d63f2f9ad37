"""What was watched is kept on the user's machine, so that no film is watched twice."""

from formcheck.kept.shelf import Shelf, ShelfState

__all__ = ["Shelf", "ShelfState"]
