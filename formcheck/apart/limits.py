"""How much of the machine one piece of work may take."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from formcheck.cores import cores
from formcheck.settings import number_in

MEMORY_VARIABLE, TIME_VARIABLE = "FORMCHECK_JOB_MB", "FORMCHECK_JOB_MINUTES"
# A landmarker and a decoder a core, besides what all share: benchmarks/jobs.py tells what films really take.
_SHARED_MB, _CORE_MB = 3000.0, 500.0
_NICE = 5  # a click on the page comes before the work behind it
_MINUTES = 30.0  # of a long film only a part is watched: nothing honest takes so long on two cores


def _usual_mb() -> float:
    return _SHARED_MB + _CORE_MB * cores()


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one piece of work.

    Attributes
    ----------
    memory_mb
        Data a process may hold, megabytes; kept by Linux alone.
    seconds
        The longest it may take.
    """

    memory_mb: float = field(default_factory=_usual_mb)
    seconds: float = _MINUTES * 60.0

    @classmethod
    def told(cls) -> Limits:
        """Return those the environment names, or the usual ones.

        Raises
        ------
        OptionError
            When one of them is no positive number.
        """
        return cls(number_in(MEMORY_VARIABLE, _usual_mb()), number_in(TIME_VARIABLE, _MINUTES) * 60.0)


def confine(memory_mb: float) -> None:
    """Hold this process to so much memory, and have it give way to others, where the system can."""
    if sys.platform.startswith("linux"):
        import resource

        most = int(memory_mb * 1e6)
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
        with contextlib.suppress(OSError):  # when the machine itself runs out, this is the one to end
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    if hasattr(os, "nice"):
        os.nice(_NICE)
