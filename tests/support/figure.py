"""A stick runner on the spot, from formulas: where each landmark is at a time, and a picture of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.pose.landmarks import COUNT, Landmark, index

Array = NDArray[np.float64]
DUTY = 0.38  # share of the stride a foot is on the ground
AHEAD, BEHIND = 0.30, -0.46  # ankle against the hip at contact and toe-off, leg lengths
GROUND = -0.93  # ankle height in stance, leg lengths
LEAN_DEG = 8.0
_BONES = (
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("shoulder", "hip"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "heel"),
    ("heel", "toe"),
)


def stance_ends(stride_s: float, shift: float, until_s: float) -> tuple[Array, Array]:
    """Contact and toe-off times of the leg that lands at `shift` of a stride."""
    starts = (np.arange(-1, until_s / stride_s + 1) + shift) * stride_s
    toe_offs = starts + DUTY * stride_s
    last = until_s - 1e-9
    return starts[(starts > 0.02) & (starts < last)], toe_offs[(toe_offs > 0.02) & (toe_offs < last)]


def pose_at(t: float, stride_s: float, near: str = "right") -> Array:
    """``(33, 2)`` leg lengths round the resting hip, x forward, y up; the near foot lands at 0."""
    far = "left" if near == "right" else "right"
    xy = np.zeros((COUNT, 2))
    bounce = np.array([0.0, 0.03 * np.cos(4 * np.pi * (t / stride_s - DUTY / 2) + np.pi)])
    lean = np.deg2rad(LEAN_DEG)
    up, forward = np.array([np.sin(lean), np.cos(lean)]), np.array([np.cos(lean), -np.sin(lean)])
    for side, shift, aside in ((near, 0.0, 0.012), (far, 0.5, -0.012)):
        phase = (t / stride_s - shift) % 1.0
        hip = bounce + np.array([aside, 0.0])
        shoulder = bounce + 0.62 * up + np.array([aside, 0.0])
        ankle, pitch = _foot(phase)
        _set(xy, side, "hip", hip)
        _set(xy, side, "shoulder", shoulder)
        _set(xy, side, "ear", shoulder + 0.24 * up + 0.05 * forward)
        _leg(xy, side, hip, ankle, pitch)
        _arm(xy, side, shoulder, phase)
    nose = (xy[Landmark.LEFT_EAR] + xy[Landmark.RIGHT_EAR]) / 2 + 0.13 * forward - 0.02 * up
    xy[Landmark.NOSE] = nose
    xy[[1, 2, 3, 4, 5, 6, 9, 10]] = nose + 0.03 * up - 0.03 * forward
    return xy


def _set(xy: Array, side: str, joint: str, at: Array) -> None:
    xy[index(joint, side)] = at


def _foot(phase: float) -> tuple[Array, float]:
    """Ankle position and toe pitch (radians, toes up positive) over the stride."""
    if phase < DUTY:
        share = phase / DUTY
        rise = max(0.0, share - 0.6) ** 2
        return np.array([AHEAD + (BEHIND - AHEAD) * share, GROUND + rise]), 0.15 - 0.9 * max(0.0, share - 0.5)
    share = (phase - DUTY) / (1 - DUTY)
    x = BEHIND + (AHEAD - BEHIND) * (0.5 - 0.5 * np.cos(np.pi * share))
    lift = 0.16 * (1 - share) + 0.42 * np.sin(np.pi * share)
    return np.array([x, GROUND + lift]), -0.3 - 0.8 * np.sin(np.pi * share) + 0.45 * share


def _leg(xy: Array, side: str, hip: Array, ankle: Array, pitch: float) -> None:
    """Put the knee where thigh and shank of half a leg each meet, bent forward."""
    reach = ankle - hip
    length = float(np.hypot(*reach))
    if length > 0.995:
        ankle, length = hip + reach * 0.995 / length, 0.995
        reach = ankle - hip
    across = np.array([-reach[1], reach[0]]) / length
    knee = hip + reach / 2 + across * np.sqrt(0.25 - (length / 2) ** 2)
    turn = np.array([[np.cos(pitch), -np.sin(pitch)], [np.sin(pitch), np.cos(pitch)]])
    _set(xy, side, "knee", knee)
    _set(xy, side, "ankle", ankle)
    _set(xy, side, "heel", ankle + turn @ np.array([-0.07, -0.07]))
    _set(xy, side, "toe", ankle + turn @ np.array([0.18, -0.08]))


def _arm(xy: Array, side: str, shoulder: Array, phase: float) -> None:
    swing = -0.6 * np.cos(2 * np.pi * phase) - 0.25
    elbow = shoulder + 0.34 * np.array([np.sin(swing), -np.cos(swing)])
    fold = swing + np.deg2rad(95.0)
    wrist = elbow + 0.30 * np.array([np.sin(fold), -np.cos(fold)])
    _set(xy, side, "elbow", elbow)
    _set(xy, side, "wrist", wrist)
    xy[[17, 19, 21] if side == "left" else [18, 20, 22]] = wrist


def draw_figure(width: int, height: int, points: Array | None, near: str = "right") -> NDArray[np.uint8]:
    """Picture of a room with a belt, and of the runner when there is one."""
    import cv2

    rows = np.linspace(150, 105, height)[:, None, None]
    picture: NDArray[Any] = np.ascontiguousarray(np.broadcast_to(rows, (height, width, 3)).astype(np.uint8))
    belt = round(0.90 * height)
    cv2.rectangle(picture, (0, belt), (width, height), (52, 50, 48), -1)
    for x in range(0, width, width // 6):
        cv2.line(picture, (x, 0), (x, belt), (128, 122, 116), 1, cv2.LINE_AA)
    if points is None:
        return picture
    thick = max(3, round(0.035 * height))
    far = "left" if near == "right" else "right"
    for side, colour in ((far, (58, 66, 92)), (near, (84, 96, 132))):
        for one, two in _BONES:
            ends = points[[index(one, side), index(two, side)]].round().astype(int)
            cv2.line(picture, ends[0].tolist(), ends[1].tolist(), colour, thick, cv2.LINE_AA)
    head = points[[Landmark.LEFT_EAR, Landmark.NOSE]].mean(axis=0).round().astype(int)
    cv2.circle(picture, head.tolist(), round(0.045 * height), (176, 142, 120), -1, cv2.LINE_AA)
    return picture
