"""Plots of a report, as plotly figures for a page and as still drawings for paper.

``curves`` over the stride, ``series`` over the film, ``strips`` stride by stride. Points carry the number of
the film's frame as ``customdata``. plotly is loaded when a figure is made, never before.
"""

from formcheck.report.plots.curves import curves
from formcheck.report.plots.data import frames_at, over_strides, over_time
from formcheck.report.plots.look import CONFIG, template
from formcheck.report.plots.series import series
from formcheck.report.plots.strips import strip_names, strips
from formcheck.report.plots.whats import WHATS, What, whats

__all__ = [
    "CONFIG",
    "WHATS",
    "What",
    "curves",
    "frames_at",
    "over_strides",
    "over_time",
    "series",
    "strip_names",
    "strips",
    "template",
    "whats",
]
