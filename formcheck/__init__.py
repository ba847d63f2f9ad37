"""Running form from a phone video: honest measures, the runner's own frames, advice with its sources.

>>> import formcheck
>>> report = formcheck.analyze("run.mp4")            # doctest: +SKIP
>>> report.measurement("cadence").text()             # doctest: +SKIP
'168.5 spm (168.2 to 168.8)'
>>> formcheck.write(report, "out")                   # doctest: +SKIP
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from formcheck.errors import FormcheckError
from formcheck.options import Options

if TYPE_CHECKING:
    from formcheck.advice import Answers, load_answers
    from formcheck.gait import Correction
    from formcheck.metrics import Change, Measurement, compare
    from formcheck.pipeline import analyze, correct
    from formcheck.report import Report, write
    from formcheck.report.corrections_file import load_corrections
    from formcheck.report.read import load_measurements

__all__ = [
    "Answers",
    "Change",
    "Correction",
    "FormcheckError",
    "Measurement",
    "Options",
    "Report",
    "__version__",
    "analyze",
    "compare",
    "correct",
    "load_answers",
    "load_corrections",
    "load_measurements",
    "write",
]

try:
    __version__ = version("formcheck")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0+unknown"

_LAZY = {
    "Answers": "formcheck.advice",
    "load_answers": "formcheck.advice",
    "analyze": "formcheck.pipeline",
    "correct": "formcheck.pipeline",
    "Correction": "formcheck.gait",
    "Change": "formcheck.metrics",
    "Measurement": "formcheck.metrics",
    "compare": "formcheck.metrics",
    "load_corrections": "formcheck.report.corrections_file",
    "load_measurements": "formcheck.report.read",
    "Report": "formcheck.report",
    "write": "formcheck.report",
}


def __getattr__(name: str) -> Any:
    """Load the pipeline only when it is asked for, so that ``import formcheck`` stays quick."""
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'formcheck' has no attribute '{name}'")
