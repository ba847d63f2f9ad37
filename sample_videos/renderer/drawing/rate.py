"""When frames are taken: evenly, or as a phone does it, some late and some left out."""

from __future__ import annotations

import numpy as np

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.scene.clip import Clip

TICKS = 90_000  # a second: what stamps of uneven frames are counted in
_SCATTER = 0.4  # spread of every stamp, as a share of `rate_jitter`
_LATE = 0.12  # share of frames that come late
_LEFT_OUT = 0.3  # share of frames left out, at a `rate_jitter` of 1
_FURTHEST = 0.45  # of the time between frames: stamps never come closer than a tenth of it


def frame_stamps(clip: Clip) -> Array:
    """``(N,)`` seconds on the film's clock, from 0: whole ticks when frames are not even."""
    return frame_times(clip) * clip.slowed


def frame_times(clip: Clip) -> Array:
    """``(N,)`` seconds of the runner's own time at the middle of each frame's exposure.

    The same clip always has the same times.
    """
    order = np.arange(round(clip.seconds * clip.fps))
    if not clip.rate_jitter:
        return order / clip.filmed_fps
    rng = np.random.default_rng([clip.seed, 14])
    scatter, late, lateness, drawn = rng.random((4, len(order)))
    shift = _SCATTER * np.sqrt(12) * (scatter - 0.5) + 3 * lateness * (late < _LATE)
    shift = np.clip(shift * clip.rate_jitter, -_FURTHEST, _FURTHEST)
    shift[0] = 0.0
    kept = drawn >= _LEFT_OUT * clip.rate_jitter
    kept[0] = True
    ticks = np.round((order + shift) / clip.fps * TICKS)[kept]
    return np.asarray(ticks / TICKS / clip.slowed)
