"""Strides become numbers: one file per metric, declared with unit, definition and source.

From the measurements of a clip follow left against right, the change through the clip, and how a foot lands;
from those of two, what changed between them.
"""

from formcheck.metrics.compare import Change, Sides, compare
from formcheck.metrics.differences import Difference, differences
from formcheck.metrics.drift import Drift, drift
from formcheck.metrics.measure import measure
from formcheck.metrics.registry import METRICS
from formcheck.metrics.strike import Strike, strike
from formcheck.metrics.value import Measurement, Metric

__all__ = [
    "METRICS",
    "Change",
    "Difference",
    "Drift",
    "Measurement",
    "Metric",
    "Sides",
    "Strike",
    "compare",
    "differences",
    "drift",
    "measure",
    "strike",
]
