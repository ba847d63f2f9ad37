"""Curves over the stride held against the truth, moment by moment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.films import Film
from formcheck.motion import Motion
from formcheck.pose.landmarks import index
from formcheck.report import Report

Array = NDArray[np.float64]
_LEAST = 0.5  # share of the moments that have to be known


def knee_curve(film: Film, report: Report, motion: Motion) -> float | None:
    """Root mean square error of the near knee's flexion, degrees; None when too little is seen.

    The true one is that of the true landmarks in the picture.
    """
    if film.pixels is None or not report.runs:
        return None
    joints = [index(joint, motion.near) for joint in ("hip", "knee", "ankle")]
    stamps = report.clip.t
    true = flexion_deg(film.pixels[:: report.clip.sampling.every][: len(stamps), joints])
    found = flexion_deg(motion.xy[:, joints])
    off = found - np.interp(motion.t, stamps, true)
    known = off[np.isfinite(off)]
    return float(np.sqrt((known**2).mean())) if len(known) > _LEAST * len(off) else None


def flexion_deg(chain: Array) -> Array:
    """Angle between thigh and shank, ``(T,)`` degrees, of hip, knee, ankle ``(T, 3, 2)``; straight is 0."""
    thigh, shank = chain[:, 1] - chain[:, 0], chain[:, 2] - chain[:, 1]
    cross = thigh[:, 0] * shank[:, 1] - thigh[:, 1] * shank[:, 0]
    return np.asarray(np.degrees(np.arctan2(np.abs(cross), (thigh * shank).sum(-1))))
