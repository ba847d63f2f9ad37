"""Films of several people with known truth, put together from the sample clips.

Somebody is cut out of one sample along their true landmarks and laid over or behind the runner of another:
standing beside them, or walking past, larger or smaller. What is drawn is simple, what is known of it exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.films import SAMPLES, Film
from formcheck.clip import Reader, VideoWriter, probe
from formcheck.pose.landmarks import Landmark, index

Array = NDArray[np.float64]
Rgb = NDArray[np.uint8]

FPS = 30.0
_BONES = (
    ("shoulder", "elbow", 0.16),
    ("elbow", "wrist", 0.14),
    ("hip", "knee", 0.30),
    ("knee", "ankle", 0.20),
    ("heel", "toe", 0.16),
    ("ankle", "heel", 0.16),
)


@dataclass(frozen=True)
class Other:
    """Somebody else in the picture.

    Attributes
    ----------
    sample
        Name of the sample clip they are cut from.
    start, pace
        Pixels to the right of their own place in that clip when the film begins, and a second.
    every
        Seconds after which they come again; 0 for once.
    size
        How many times larger than in their own clip; feet stay at the same height.
    behind
        Whether the runner hides them rather than the other way round.
    still
        They stand: one picture all the time.
    until
        Seconds after which they are gone.
    """

    sample: str
    start: float
    pace: float = 0.0
    every: float = 0.0
    size: float = 1.0
    behind: bool = False
    still: bool = False
    until: float = np.inf

    def right(self, t: float) -> float:
        """Pixels to the right of their own place at a time."""
        return self.start + self.pace * (t % self.every if self.every else t)


@dataclass(frozen=True)
class Scene:
    """A runner and the others, nearest last.

    Attributes
    ----------
    name, runner
        Of the film to write, and of the sample clip whose runner is the one to follow.
    others
        The other people.
    seconds
        Length.
    pan, shake
        Pixels the camera swings to and fro in four seconds, and trembles.
    """

    name: str
    runner: str
    others: tuple[Other, ...]
    seconds: float = 8.0
    pan: float = 0.0
    shake: float = 0.0


# People stand at x = 617 of 1280 in all samples. Nobody walks through the picture in less than 2.5 s.
SCENES = (
    Scene("alone", "good_right", ()),
    Scene("coach_beside", "good_right", (Other("walk_left", 330, still=True, size=1.25),)),
    Scene("coach_first", "good_left", (Other("walk_left", -330, still=True, size=1.4),)),
    Scene("passer_by_in_front", "good_right", (Other("walk_left", 1400, -420, every=4.0, size=1.2),)),
    Scene("passer_by_behind", "good_right", (
        Other("walk_left", 1000, -420, every=4.0, size=0.85, behind=True),
    )),
    Scene("slow_in_front", "lean_right", (Other("walk_left", 900, -240, size=1.15),)),
    Scene("stands_in_front", "lean_right", (Other("walk_left", 60, still=True, size=1.2, until=2.5),)),
    Scene("next_belt", "lean_right", (Other("good_left", -380, size=0.8, behind=True),)),
    Scene("pan_with_passer_by", "sore_back_right", (
        Other("walk_left", 1200, -400, size=1.1),
    ), pan=160, shake=2),
    Scene("pan_alone", "sore_back_right", (), pan=300, shake=4),
    Scene("two_pass", "overstride_right", (
        Other("walk_left", -900, 400, every=4.5, size=0.9, behind=True),
        Other("walk_left", 1200, -380, every=5.0, size=1.2),
    )),
)  # fmt: skip


def write(scene: Scene, folder: Path) -> tuple[Path, Array]:
    """Write a scene's film; return its path and the runner's true landmarks, ``(T, 33, 2)`` pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{scene.name}.mp4"
    frames = round(scene.seconds * FPS)
    crews = [_stills(other.sample) if other.still else _pictures(other.sample) for other in scene.others]
    truth = []
    rng = np.random.default_rng(7)
    with VideoWriter(path, 1280, 720) as writer:
        for k, (rgb, points) in zip(range(frames), _pictures(scene.runner), strict=False):
            t = k / FPS
            runner = _mask(points, rgb.shape)
            canvas = rgb.astype(np.float64)
            for other, crew in zip(scene.others, crews, strict=True):
                theirs, their_points = next(crew)
                if t < other.until:
                    _lay(canvas, other, theirs, their_points, t, runner)
            turn = scene.pan * np.sin(2 * np.pi * t / 4) + scene.shake * rng.standard_normal()
            writer.add(_moved(canvas, turn), t)
            truth.append(points + np.array([turn, 0.0]))
    return path, np.array(truth)


def _pictures(sample: str) -> Iterator[tuple[Rgb, Array]]:
    """Pictures of a sample at `FPS` with the true landmarks; it begins again at its end."""
    film = Film(SAMPLES / f"{sample}.mp4")
    assert film.pixels is not None
    while True:
        due = 0.0
        for picture in Reader(probe(film.path)):
            if picture.t >= due - 1e-6:
                due += 1 / FPS
                yield picture.rgb, film.pixels[picture.index]


def _stills(sample: str) -> Iterator[tuple[Rgb, Array]]:
    first = next(_pictures(sample))
    while True:
        yield first


def _mask(points: Array, shape: tuple[int, ...]) -> Array:
    """``(H, W, 1)`` 1 on a body, 0 beside it, from its landmarks."""
    import cv2

    mask = np.zeros(shape[:2], np.uint8)
    shoulder, hip = (
        points[[index(joint, "left"), index(joint, "right")]].mean(0) for joint in ("shoulder", "hip")
    )
    trunk = float(np.linalg.norm(shoulder - hip))

    def line(a: Array, b: Array, width: float) -> None:
        ends = [(round(float(p[0])), round(float(p[1]))) for p in (a, b)]
        cv2.line(mask, ends[0], ends[1], 255, max(round(width * trunk), 1))

    for a, b, width in _BONES:
        for side in ("left", "right"):
            line(points[index(a, side)], points[index(b, side)], width)
    line(shoulder, hip, 0.48)
    ear = points[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR]].mean(0)
    line(ear, shoulder, 0.2)
    cv2.circle(
        mask, (round(float(ear[0])), round(float(ear[1] - 0.05 * trunk))), round(0.28 * trunk), 255, -1
    )
    soft: Array = cv2.GaussianBlur(mask, (0, 0), 2.0)[..., None] / 255.0
    return soft


def _lay(canvas: Array, other: Other, rgb: Rgb, points: Array, t: float, runner: Array) -> None:
    """Put somebody into a picture, in front of the runner or behind."""
    import cv2

    height, width = rgb.shape[:2]
    feet = float(np.nanmax(points[:, 1]))
    middle = float(np.nanmean(points[:, 0]))
    shift = (1 - other.size) * np.array([middle, feet]) + [other.right(t), 0.0]
    move = np.array([[other.size, 0.0, shift[0]], [0.0, other.size, shift[1]]])
    cut = cv2.warpAffine(_mask(points, rgb.shape), move, (width, height))[..., None]
    theirs = cv2.warpAffine(rgb, move, (width, height))
    if other.behind:
        cut = cut * (1 - runner)
    canvas *= 1 - cut
    canvas += theirs * cut


def _moved(canvas: Array, right: float) -> Rgb:
    import cv2

    move = np.array([[1.0, 0.0, right], [0.0, 1.0, 0.0]])
    size = (canvas.shape[1], canvas.shape[0])
    out: Rgb = cv2.warpAffine(
        canvas.clip(0, 255).astype(np.uint8), move, size, borderMode=cv2.BORDER_REPLICATE
    )
    return out
