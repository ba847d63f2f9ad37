"""Findings become drawn frames, plots, HTML and tables."""

from formcheck.report.value import Provenance, Report

__all__ = ["Provenance", "Report"]
