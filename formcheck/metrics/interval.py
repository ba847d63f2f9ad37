"""The 95 % interval of a measurement: what varies between strides, and what all strides share.

Shared errors do not average out, so each is carried through by doing the measurement again: once with all
contacts and toe-offs moved by their own uncertainty, once each with the vertical, the camera's pitch and
its yaw turned by their own. The pose
model's error on each metric is told by calibration.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from formcheck.gait import Gait, Stride
from formcheck.metrics.calibration import model_errors
from formcheck.metrics.value import Metric
from formcheck.motion import Motion
from formcheck.motion.camera import turned

Array = NDArray[np.float64]

_OBLIQUE = 1.5  # a camera that is not square makes every landmark error count more


@dataclass(frozen=True, slots=True)
class Estimate:
    """Median over strides with its 95 % interval; `values` and `times_s` of the strides that gave one."""

    value: float
    low: float
    high: float
    values: tuple[float, ...]
    times_s: tuple[float, ...]


class Variants:
    """The same motion with one of the errors that all strides share in it; made once for all measures.

    What one stride gives is kept with the motion: when a few events are corrected, most strides are the same.

    Parameters
    ----------
    motion
        As found.
    """

    def __init__(self, motion: Motion) -> None:
        self._motion = motion

    @cached_property
    def pairs(self) -> tuple[tuple[Motion, Motion], ...]:
        """Vertical, camera's pitch and camera's yaw, each one standard deviation to either side."""
        motion, camera = self._motion, self._motion.camera
        level, pitch = motion.level.sd_deg, camera.pitch.sd_deg
        yaw = camera.yaw.sd_deg if camera.yaw else 0.0
        return (
            (turned(motion, roll=level), turned(motion, roll=-level)),
            (turned(motion, pitch=pitch), turned(motion, pitch=-pitch)),
            (turned(motion, yaw=yaw), turned(motion, yaw=-yaw)),
        )

    def value(self, metric: Metric, stride: Stride, which: int = 0) -> float | None:
        """Measure one stride in the motion as found (0), or in one of `pairs` counted through (1 to 6)."""
        kept, key = self._motion.kept, (metric.compute, which, stride)
        if key not in kept:
            motion = self.pairs[(which - 1) // 2][(which - 1) % 2] if which else self._motion
            kept[key] = metric.compute(motion, stride)
        return kept[key]

    def median(self, metric: Metric, strides: Sequence[Stride], which: int = 0) -> float | None:
        """Return the median over the strides that give a value."""
        values = [self.value(metric, stride, which) for stride in strides]
        known = [value for value in values if value is not None]
        return float(np.median(known)) if known else None


def estimate(
    metric: Metric, motion: Motion, gait: Gait, strides: Sequence[Stride], variants: Variants | None = None
) -> Estimate | None:
    """Measure a metric over strides; `variants` of the same motion save time where many metrics are measured.

    Returns
    -------
    Estimate or None
        None when fewer than two strides give a value.
    """
    variants = variants or Variants(motion)
    pairs = [(stride, variants.value(metric, stride)) for stride in strides]
    kept = [(stride, value) for stride, value in pairs if value is not None]
    if len(kept) < 2:
        return None
    values = np.array([value for _, value in kept])
    used = [stride for stride, _ in kept]
    half = _half_width(metric, motion, gait, used, values, variants)
    middle = float(np.median(values))
    return Estimate(
        middle,
        middle - half,
        middle + half,
        tuple(float(value) for value in values),
        tuple(stride.contact_s for stride in used),
    )


def _half_width(
    metric: Metric, motion: Motion, gait: Gait, strides: list[Stride], values: Array, variants: Variants
) -> float:
    from scipy.stats import t as student

    count = len(values)
    spread = max(1.4826 * float(np.median(np.abs(values - np.median(values)))), 1e-9)
    # Standard error of a median is 1.2533 times that of a mean.
    random = 1.2533 * spread / np.sqrt(count) * float(student.ppf(0.975, count - 1))
    landmark = model_errors()[metric.name].sd_of(strides[0].leg if metric.per_leg else None)
    landmark *= _OBLIQUE if motion.oblique else 1.0
    shared = [landmark, *(_effect(metric, pair, strides, variants) for pair in range(3))]
    if metric.events:
        shared += _event_effects(metric, variants, gait, strides)
    return float(np.hypot(random, 1.96 * np.sqrt(sum(effect**2 for effect in shared))))


def _change(first: float | None, second: float | None) -> float:
    """Half the change between two measurements; none when either cannot be had."""
    return 0.0 if first is None or second is None else abs(first - second) / 2


def _event_effects(metric: Metric, variants: Variants, gait: Gait, strides: list[Stride]) -> list[float]:
    events = gait.events(strides[0].leg)
    if events is None:
        return []
    contact, toe_off = events.contact_sd_s, events.toe_off_sd_s

    def moved(at_contact: float, at_toe_off: float) -> list[Stride]:
        return [
            replace(
                stride,
                contact_s=stride.contact_s + at_contact,
                toe_off_s=stride.toe_off_s + at_toe_off,
                end_s=stride.end_s + at_contact,
            )
            for stride in strides
        ]

    def effect(by: tuple[float, float]) -> float:
        either = (moved(*by), moved(-by[0], -by[1]))
        return _change(*(variants.median(metric, one) for one in either))

    return [effect((contact, 0.0)), effect((0.0, toe_off))]


def _effect(metric: Metric, pair: int, strides: list[Stride], variants: Variants) -> float:
    return _change(*(variants.median(metric, strides, 2 * pair + side) for side in (1, 2)))
