"""Work in a process of its own: whatever a film does to the decoder or the engine, who asked goes on."""

from formcheck.apart.limits import Limits
from formcheck.apart.worker import Apart

__all__ = ["Apart", "Limits"]
