"""Which stride is shown in the key frames: the one nearest the median over the strides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from formcheck.advice import Moment
from formcheck.gait import Stride
from formcheck.metrics import Measurement
from formcheck.motion import Leg
from formcheck.report.skeleton import Array, Skeleton
from formcheck.report.value import Report

MOMENTS: tuple[Moment, ...] = ("contact", "loading", "midstance", "toe_off")
_FOLLOWED = ("knee_flexion_at_contact", "knee_flexion_midstance", "overstride_ankle")
_SAME_S = 1e-3  # a measured stride is the one whose contact time agrees to this
_MAD_TO_SD = 1.4826
_FARTHEST = 4.0  # one measure alone cannot push a stride further away than this


def moments(stride: Stride) -> dict[Moment, float]:
    """Return the times of the four moments of a stride, seconds on the file's time base."""
    return {
        "contact": stride.contact_s,
        "loading": stride.loading_s,
        "midstance": stride.midstance_s,
        "toe_off": stride.toe_off_s,
    }


def typical_stride(report: Report, leg: Leg = "near") -> Stride | None:
    """Stride of a leg nearest the median of all measures, among those with the whole leg in the picture.

    Every measure with values per stride counts once, as its distance from the median in robust standard
    deviations. None when there is no stride to show, or the leg is hidden too often to be followed.
    """
    strides = shown_strides(report, leg)
    if not strides:
        return None
    rows = [row for row in (_deviations(one, strides) for one in _counted(report, leg)) if row is not None]
    durations = _scaled(np.array([stride.end_s - stride.contact_s for stride in strides]))
    distance = np.nanmean(np.stack([*rows, durations]) ** 2, axis=0)
    return strides[int(np.argmin(distance))]


def shown_strides(report: Report, leg: Leg) -> tuple[Stride, ...]:
    """Strides of a leg whose pictures can be shown; none of a far leg that could not be followed."""
    if leg == "far" and not _is_followed(report):
        return ()
    return tuple(stride for stride in report.gait.strides(leg) if _can_be_shown(report, stride))


def value_in(one: Measurement | None, stride: Stride) -> float | None:
    """Value of a measurement in one stride, or None."""
    if one is None or not one.per_stride:
        return None
    gaps = np.abs(np.asarray(one.stride_times_s) - stride.contact_s)
    nearest = int(np.argmin(gaps))
    value = one.per_stride[nearest]
    return float(value) if gaps[nearest] < _SAME_S and np.isfinite(value) else None


def _counted(report: Report, leg: Leg) -> list[Measurement]:
    return [one for one in report.measurements if one.leg in (None, leg) and one.per_stride]


def _is_followed(report: Report) -> bool:
    """Tell whether the far leg is seen well enough for lines on it: its knee and its foot are measured."""
    return all(
        (one := report.measurement(name, "far")) is not None and one.value is not None for name in _FOLLOWED
    )


def _can_be_shown(report: Report, stride: Stride) -> bool:
    """Tell whether trunk and leg are known at all four moments."""
    assert report.motion is not None
    skeleton = Skeleton(report.motion)
    for t in moments(stride).values():
        figure = skeleton.at(t)
        if figure is None:
            return False
        joints = [figure.joint(joint, stride.leg) for joint in ("knee", "ankle")]
        points = [figure.middle("hip"), figure.middle("shoulder"), *joints]
        if not np.isfinite(points).all():
            return False
    return True


def _deviations(one: Measurement, strides: Sequence[Stride]) -> Array | None:
    values = [value_in(one, stride) for stride in strides]
    row = np.array([np.nan if value is None else value for value in values])
    return _scaled(row) if np.isfinite(row).sum() > 1 else None


def _scaled(row: Array) -> Array:
    """Distance from the median in robust standard deviations, held within bounds."""
    off = row - np.nanmedian(row)
    spread = _MAD_TO_SD * float(np.nanmedian(np.abs(off)))
    if spread <= 0:
        spread = float(np.nanstd(row)) or 1.0
    return np.clip(off / spread, -_FARTHEST, _FARTHEST)
