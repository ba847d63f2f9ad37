"""Where formcheck keeps what need not be made twice."""

from __future__ import annotations

import os
from pathlib import Path

CACHE_VARIABLE = "FORMCHECK_CACHE"


def cache_folder() -> Path:
    """Return the user's cache folder for formcheck, or the one ``FORMCHECK_CACHE`` names."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("formcheck", appauthor=False)
