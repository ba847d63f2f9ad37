"""Initial contacts and toe-offs, below the frame, exactly one of each per stride.

Contact is when the heel has taken up 68 % of the backward speed it has while standing, relative to the
hips; toe-off is when the toe has reached 35 % of its upward speed. With 60 and 40 % six real clips labelled
by hand came out right on average (0 +- 9 and -1 +- 6 ms between clips) and rendered runners of the tuning
seeds 11 ms early and 6 late; ten per cent move either by 5 to 8 ms, so both now lie as far to one side of the
labels as to the other of the renders: contact 4 ms late there and 4 early here, toe-off 4 early and 4 late.
A foot that is lowest, or furthest ahead, is not a foot that lands: on a treadmill the lowest ankle comes
about 0.1 s after contact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.gait.value import Events
from formcheck.motion import Leg, Motion
from formcheck.motion.smooth import low_pass

Array = NDArray[np.float64]

_CUTOFF = 3.0  # times the step frequency: less blurs toe-off, more doubles its scatter
_PER_STEP = 96  # samples a step after the spline; differences of raw frames shift toe-off at 30 fps
_CONTACT_SHARE, _TOE_OFF_SHARE = 0.68, 0.35
# Timing error that all strides of a clip share, as a share of the stride. Between six labelled clips it was 9
# to 10 ms at contact and 6.5 to 8 ms at toe-off, at strides of about 0.7 s, label noise (10 to 33 ms a label)
# in it: nine in ten labels lay within 1.645 of these, and 98 in 100 when the labels' own noise was allowed
# for. Without that noise about 8 and 7 ms are left; 24 rendered runners of the tuning seeds had 7 and 7.
_CONTACT_SD, _TOE_OFF_SD = 0.012, 0.010
# Windows round the foot's most forward moment, in strides.
_CONTACT_WINDOW = (-0.15, 0.20)
_TOE_OFF_WINDOW = (0.18, 0.60)
_TOE_OFF_USUAL = 0.38
_UNSEEN = 0.06  # strides from anything unknown within which no event is told
_ALIGN_HALF, _ALIGN_LAG, _ALIGN_POINTS, _ALIGN_ROUNDS = 0.12, 0.06, 41, 3


@dataclass(frozen=True, slots=True)
class _Foot:
    """One foot on a fine even grid, relative to the hip middle where x is concerned.

    Attributes
    ----------
    t
        ``(N,)`` seconds.
    ahead
        ``(N,)`` mean of heel, toe and ankle ahead of the hips.
    heel_speed
        ``(N,)`` heel x velocity relative to the hips, a second.
    toe_rise
        ``(N,)`` toe y velocity, up positive.
    shape
        ``(N, 6)`` heel, toe, ankle against the hips, x and y: what strides are aligned by.
    stride
        Stride time, seconds.
    unknown_s
        ``(M,)`` times at which the foot is not known.
    """

    t: Array
    ahead: Array
    heel_speed: Array
    toe_rise: Array
    shape: Array
    stride: float
    unknown_s: Array

    @property
    def rate(self) -> float:
        return float(1.0 / (self.t[1] - self.t[0]))


def find_events(motion: Motion, leg: Leg) -> Events | None:
    """Find the contacts and toe-offs of one leg.

    Returns
    -------
    Events or None
        None when fewer than two strides of this foot can be seen.
    """
    foot = _fine_foot(motion, leg)
    if foot is None:
        return None
    anchors = _anchors(foot)
    if len(anchors) < 2:
        return None
    raw_contact = _contacts(foot, anchors)
    raw_toe_off = _toe_offs(foot, anchors)
    contact, contact_noise = _aligned(foot, raw_contact)
    toe_off, toe_off_noise = _aligned(foot, raw_toe_off)
    contact, toe_off = contact[_seen(foot, contact)], toe_off[_seen(foot, toe_off)]
    if len(contact) < 2:
        return None
    least = 0.25 / motion.rate
    return Events(
        initial_contact_s=contact,
        toe_off_s=toe_off,
        contact_sd_s=_CONTACT_SD * foot.stride,
        toe_off_sd_s=_TOE_OFF_SD * foot.stride,
        contact_noise_s=max(contact_noise, least),
        toe_off_noise_s=max(toe_off_noise, least),
    )


def _fine_foot(motion: Motion, leg: Leg) -> _Foot | None:
    from scipy.interpolate import CubicSpline

    hips = motion.middle("hip")
    joints = {name: motion.joint(name, leg) for name in ("heel", "toe", "ankle")}
    known = np.asarray(np.isfinite(np.stack([*joints.values(), hips]))[..., 0].all(axis=0))
    if known.sum() < max(4 * motion.step_s * motion.rate, 4):
        return None
    first, stop = int(known.argmax()), len(known) - int(known[::-1].argmax())
    part = slice(first, stop)
    relative = [joints[name][part] - hips[part] for name in ("heel", "toe", "ankle")]
    paths = np.concatenate([*relative, joints["toe"][part]], axis=1)
    paths = _borrowed(paths, known[part], 2 * motion.step_s * motion.rate)
    smooth = low_pass(paths, _CUTOFF / motion.step_s, motion.rate)
    step = min(motion.step_s / _PER_STEP, 1.0 / motion.rate)
    t = np.arange(motion.t[first], motion.t[stop - 1], step)
    spline = CubicSpline(motion.t[part], smooth, axis=0)
    value, speed = spline(t), spline(t, 1)
    return _Foot(
        t=t,
        ahead=value[:, [0, 2, 4]].mean(1),
        heel_speed=speed[:, 0],
        toe_rise=speed[:, 7],
        shape=value[:, :6],
        stride=2 * motion.step_s,
        unknown_s=motion.t[part][~known[part]],
    )


def _borrowed(paths: Array, known: NDArray[np.bool_], stride: float) -> Array:
    """Fill open stretches from the strides before and after, so that the steps around them can be found.

    What is borrowed is never measured: events in such a stretch are dropped.
    """
    frames = np.arange(len(paths), dtype=np.float64)
    out = paths.copy()
    gaps = np.flatnonzero(~known)
    votes = []
    for away in (-1, 1, -2, 2):
        at = gaps + away * stride
        column = [np.interp(at, frames[known], one) for one in paths[known].T]
        there = np.interp(at, frames, known, left=0.0, right=0.0) > 0.99
        votes.append(np.where(there[:, None], np.stack(column, axis=1), np.nan))
    straight = np.stack([np.interp(gaps, frames[known], one) for one in paths[known].T], axis=1)
    nearest = straight
    for vote in reversed(votes):
        nearest = np.where(np.isfinite(vote), vote, nearest)
    out[gaps] = nearest
    return out


def _seen(foot: _Foot, times: Array) -> NDArray[np.bool_]:
    """``(N,)`` events far enough from anything unknown."""
    if not len(foot.unknown_s):
        return np.isfinite(times)
    with np.errstate(invalid="ignore"):
        nearest = np.abs(times[:, None] - foot.unknown_s[None, :]).min(1)
    return np.asarray(np.isfinite(times) & (nearest > _UNSEEN * foot.stride))


def _anchors(foot: _Foot) -> Array:
    """Find the times at which the foot is furthest ahead, one per stride."""
    from scipy.signal import find_peaks

    slow = low_pass(foot.ahead, 1.2 / foot.stride, foot.rate)
    apart = max(1, int(0.7 * foot.stride * foot.rate))
    peaks, _ = find_peaks(slow, distance=apart, prominence=0.25 * np.ptp(slow))
    return np.asarray(foot.t[peaks], dtype=np.float64)


def _window(foot: _Foot, centre: float, low: float, high: float) -> slice:
    a, b = np.searchsorted(foot.t, (centre + low * foot.stride, centre + high * foot.stride))
    return slice(int(a), int(b))


def _contacts(foot: _Foot, anchors: Array) -> Array:
    """First time in each window at which the heel falls below the share of its standing speed."""
    standing = [np.median(foot.heel_speed[_window(foot, a, 0.10, 0.28)]) for a in anchors[:-1]]
    limit = _CONTACT_SHARE * float(np.median(standing))
    return np.array(
        [_crossing(foot, -foot.heel_speed, -limit, a, _CONTACT_WINDOW, a - foot.stride) for a in anchors]
    )


def _toe_offs(foot: _Foot, anchors: Array) -> Array:
    """Time in each window at which the toe's rise passes the share of its peak, nearest the usual phase."""
    peaks = [foot.toe_rise[_window(foot, a, 0.25, 0.65)].max(initial=0.0) for a in anchors[:-1]]
    limit = _TOE_OFF_SHARE * float(np.median(peaks))
    return np.array(
        [
            _crossing(foot, foot.toe_rise, limit, a, _TOE_OFF_WINDOW, a + _TOE_OFF_USUAL * foot.stride)
            for a in anchors
        ]
    )


def _crossing(
    foot: _Foot, signal: Array, limit: float, anchor: float, window: tuple[float, float], prefer: float
) -> float:
    """Time at which `signal` rises through `limit`, the crossing nearest `prefer`; NaN when there is none.

    A window cut off by the end of the film gives NaN as well: half an event is no event.
    """
    if anchor + window[1] * foot.stride > foot.t[-1] or anchor + window[0] * foot.stride < foot.t[0]:
        return float("nan")
    part = _window(foot, anchor, *window)
    values, times = signal[part], foot.t[part]
    rising = np.flatnonzero((values[:-1] < limit) & (values[1:] >= limit))
    if not len(rising):
        return float("nan")
    at = times[rising] + (limit - values[rising]) / (values[rising + 1] - values[rising]) * (1.0 / foot.rate)
    return float(at[np.abs(at - prefer).argmin()])


def _aligned(foot: _Foot, raw: Array) -> tuple[Array, float]:
    """Shift each event to where its stride best matches the median stride; the rule's own bias stays.

    Returns the aligned times and the robust spread of the shifts (the rule's noise), seconds.
    """
    good = np.isfinite(raw)
    if good.sum() < 3:
        return raw, 0.0
    times = raw.copy()
    lags = np.linspace(-_ALIGN_LAG, _ALIGN_LAG, 49) * foot.stride
    offsets = np.linspace(-_ALIGN_HALF, _ALIGN_HALF, _ALIGN_POINTS) * foot.stride
    for _ in range(_ALIGN_ROUNDS):
        shapes = _sample(foot, times[good][:, None] + offsets[None, :])
        template = np.median(shapes, axis=0)
        moved = []
        for time in times[good]:
            candidates = _sample(foot, time + lags[:, None] + offsets[None, :])
            cost = np.abs(candidates - template).mean((1, 2))
            moved.append(_parabola(lags, cost))
        times[good] += np.array(moved)
        times[good] -= np.median(times[good] - raw[good])
    shift = times[good] - raw[good]
    return times, float(1.4826 * np.median(np.abs(shift)))


def _sample(foot: _Foot, t: Array) -> Array:
    """``(..., 6)`` the foot's shape at times `t`, linear on the fine grid, held at the ends."""
    place = np.clip((t - foot.t[0]) * foot.rate, 0, len(foot.t) - 1.001)
    below = place.astype(int)
    share = (place - below)[..., None]
    value: Array = foot.shape[below] * (1 - share) + foot.shape[below + 1] * share
    return value


def _parabola(x: Array, cost: Array) -> float:
    """Place of the least cost, refined by a parabola through it and its neighbours."""
    i = int(cost.argmin())
    if i in (0, len(x) - 1):
        return float(x[i])
    left, middle, right = cost[i - 1 : i + 2]
    bend = left - 2 * middle + right
    return float(x[i] + (0.5 * (left - right) / bend * (x[1] - x[0]) if bend > 0 else 0.0))
