"""Numbers a user may set in the environment."""

from __future__ import annotations

import math
import os

from formcheck.errors import OptionError


def number_in(variable: str, usual: float, *, zero: bool = False) -> float:
    """Return the number an environment variable holds, or the usual one when it is not set.

    Parameters
    ----------
    variable
        Its name.
    usual
        Taken when it is absent or empty.
    zero
        Whether 0 is a number it may hold.

    Raises
    ------
    OptionError
        When it is no number above 0.
    """
    said = os.environ.get(variable, "")
    if not said:
        return usual
    try:
        found = float(said)
    except ValueError:
        found = math.nan
    if not math.isfinite(found) or found < 0 or (found == 0 and not zero):
        least = "from 0 on" if zero else "above 0"
        raise OptionError(f"{variable} is '{said}': give a number {least}, or leave it out for {usual:g}.")
    return found
