"""Strides become numbers: one file per metric, declared with unit, definition and source."""

from formcheck.metrics.value import Measurement, Metric

__all__ = ["Measurement", "Metric"]
