"""Motion becomes gait: running or walking, initial contacts, toe-offs, strides."""

from formcheck.gait.clock import settle
from formcheck.gait.corrections import Correction, corrected
from formcheck.gait.find import find_gait
from formcheck.gait.value import Activity, Events, Gait, Stride

__all__ = ["Activity", "Correction", "Events", "Gait", "Stride", "corrected", "find_gait", "settle"]
