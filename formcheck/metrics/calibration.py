"""What is known of the pose model's own error on each measure: calibration.toml, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from formcheck.motion import Leg

_FILE = Path(__file__).with_name("calibration.toml")


@dataclass(frozen=True, slots=True)
class ModelError:
    """The pose model's error on one measure, in its unit; it does not average out over strides.

    Attributes
    ----------
    sd, far_sd
        Standard deviation between films, of the near leg (or the whole body) and of the far leg.
    bias, far_bias
        Mean error, measured less true, where it was found alike on all runners; else 0.
    """

    sd: float
    far_sd: float
    bias: float = 0.0
    far_bias: float = 0.0

    def sd_of(self, leg: Leg | None) -> float:
        """Return the deviation for a leg, or None for the whole body."""
        return self.far_sd if leg == "far" else self.sd

    def bias_of(self, leg: Leg | None) -> float:
        """Return the mean error for a leg, or None for the whole body."""
        return self.far_bias if leg == "far" else self.bias


@lru_cache(maxsize=1)
def model_errors() -> Mapping[str, ModelError]:
    """Return the errors by the name of the measure."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: _error(entry) for name, entry in told.items()}


def _error(entry: Mapping[str, float]) -> ModelError:
    sd, bias = entry["sd"], entry.get("bias", 0.0)
    return ModelError(sd, entry.get("far_sd", sd), bias, entry.get("far_bias", bias))
