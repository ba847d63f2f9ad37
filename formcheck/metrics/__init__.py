"""Strides become numbers: one file per metric, declared with unit, definition and source."""

from formcheck.metrics.measure import measure
from formcheck.metrics.registry import METRICS
from formcheck.metrics.value import Measurement, Metric

__all__ = ["METRICS", "Measurement", "Metric", "measure"]
