"""The 33 landmarks of the BlazePose topology, by name and index."""

from __future__ import annotations

from enum import IntEnum

COUNT = 33


class Landmark(IntEnum):
    """Index of each landmark; left and right are the runner's own."""

    NOSE = 0
    LEFT_EYE = 2
    RIGHT_EYE = 5
    LEFT_EAR = 7
    RIGHT_EAR = 8
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_TOE = 31
    RIGHT_TOE = 32


NAMES = (
    "nose",
    *("left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer"),
    *("left_ear", "right_ear", "mouth_left", "mouth_right"),
    *("left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist"),
    *("left_pinky", "right_pinky", "left_index", "right_index", "left_thumb", "right_thumb"),
    *("left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle"),
    *("left_heel", "right_heel", "left_toe", "right_toe"),
)
"""All 33 in their order, also those that nothing is measured from."""
PAIRED = ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe")


def index(joint: str, side: str) -> int:
    """Index of a paired joint, such as ``index("ankle", "left")``."""
    return int(Landmark[f"{side}_{joint}".upper()])
