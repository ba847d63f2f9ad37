"""Whether MediaPipe computes on the graphics card: only when asked, and never at the price of stopping."""

from __future__ import annotations

import logging
import os
from typing import Literal

from formcheck.errors import OptionError

Delegate = Literal["cpu", "gpu"]

DELEGATE_VARIABLE = "FORMCHECK_DELEGATE"

_log = logging.getLogger(__name__)
_refused: list[str] = []  # why the card could not be used, once in this process
_told: list[str] = []


def asked() -> Delegate:
    """Return what ``FORMCHECK_DELEGATE`` asks for; ``cpu`` when it is not set.

    Raises
    ------
    OptionError
        When it is neither ``cpu`` nor ``gpu``.
    """
    named = os.environ.get(DELEGATE_VARIABLE, "").strip().lower() or "cpu"
    if named == "gpu":
        return "gpu"
    if named == "cpu":
        return "cpu"
    raise OptionError(f"{DELEGATE_VARIABLE} is '{named}': say cpu or gpu, or unset it.")


def usable() -> Delegate:
    """Return what is asked for, or ``cpu`` where the card was tried in this process and refused."""
    return "cpu" if _refused else asked()


def refuse(error: Exception) -> None:
    """Remember that the card cannot be used, so that it is tried once and not for every part of a film."""
    _refused.append(str(error).rsplit(": ", 1)[-1].strip().rstrip("."))


def tell() -> None:
    """Say in the log, once, that the card cannot be used; call it while standard error is not hidden."""
    if _refused and not _told:
        _told.append(_refused[0])
        _log.warning("The graphics card cannot be used (%s): going on with the processor.", _refused[0])


def forget() -> None:
    """Try the card again next time."""
    _refused.clear()
    _told.clear()
