"""Draw a clip frame by frame and write it as a film."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from sample_videos.renderer.body import Body, load_body
from sample_videos.renderer.clips import Clip
from sample_videos.renderer.dress import dress
from sample_videos.renderer.kinematics import Kinematics
from sample_videos.renderer.outfit import OUTFITS
from sample_videos.renderer.paint import Painter
from sample_videos.renderer.room import Picture, belt_marks, rail_in_front, room, treadmill
from sample_videos.renderer.rotation import Array
from sample_videos.renderer.skinning import Skin

_SUBFRAMES = 4
_AT_ONCE = 30  # frames handed to a worker together
_CRF = "25"


def frame_times(clip: Clip) -> Array:
    """``(N,)`` seconds of the runner's own time at the middle of each frame's exposure."""
    return np.arange(round(clip.seconds * clip.fps)) / (clip.fps * clip.slowed)


def runner(clip: Clip) -> tuple[Body, Kinematics]:
    """Body and motion of a clip."""
    body = load_body(clip.body)
    seconds = clip.seconds / clip.slowed
    return body, Kinematics(clip.form, body.skeleton, seconds, body.recipe.arm_out)


@dataclass(frozen=True)
class _Stage:
    back: Picture
    front: Picture
    covered: Any


class Studio:
    """Everything that stays the same from frame to frame."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        body, self.motion = runner(clip)
        dressed = dress(body, OUTFITS[clip.body])
        self._skin = Skin(body, dressed)
        self._painter = Painter(clip.camera, dressed)
        back = room(clip.camera, clip.seed)
        treadmill(back, clip.camera)
        front = back.copy()
        rail_in_front(front, clip.camera)
        self._stage = _Stage(back, front, (front != back).any(-1))

    def frames(self, numbers: list[int]) -> list[Picture]:
        """Draw some frames."""
        clip = self.clip
        exposed = clip.shutter / (clip.fps * clip.slowed)
        within = ((np.arange(_SUBFRAMES) + 0.5) / _SUBFRAMES - 0.5) * exposed
        times = frame_times(clip)[numbers][:, None] + within
        matrices = self._skin.matrices(self.motion.bones(times.ravel()))
        pictures = []
        for row, number in enumerate(numbers):
            poses = [self._skin.posed(matrices[row * _SUBFRAMES + k]) for k in range(_SUBFRAMES)]
            pictures.append(self._frame(number, times[row], poses))
        return pictures

    def _frame(self, number: int, times: Array, poses: list[Array]) -> Picture:
        clip, stage = self.clip, self._stage
        backs = []
        base = stage.back.copy()
        self._painter.shadow(base, poses[_SUBFRAMES // 2])
        for t in times:
            one = base.copy()
            belt_marks(one, clip.camera, clip.form.speed * float(t))
            backs.append(one)
        picture = self._painter.draw(backs, poses)
        picture[stage.covered] = stage.front[stage.covered]
        return self._sensor(picture, number)

    def _sensor(self, picture: Picture, number: int) -> Picture:
        clip = self.clip
        if clip.light == 1 and not clip.noise:
            return picture
        rng = np.random.default_rng([clip.seed, 12, number])
        tile = rng.standard_normal((picture.shape[0] // 2 + 1, picture.shape[1] // 2 + 1, 1), np.float32)
        noise = np.repeat(np.repeat(tile, 2, 0), 2, 1)[: picture.shape[0], : picture.shape[1]]
        return np.asarray(np.clip(picture * np.float32(clip.light) + clip.noise * noise, 0, 255), np.uint8)


_studio: Studio | None = None


def _open(clip: Clip) -> None:
    global _studio
    _studio = Studio(clip)


def _draw(numbers: list[int]) -> list[Picture]:
    assert _studio is not None
    return _studio.frames(numbers)


def draw(clip: Clip, workers: int = 2) -> Iterator[Picture]:
    """Draw every frame in order, on several processors."""
    import multiprocessing

    count = len(frame_times(clip))
    pieces = [list(range(at, min(at + _AT_ONCE, count))) for at in range(0, count, _AT_ONCE)]
    with multiprocessing.get_context("spawn").Pool(workers, _open, (clip,)) as pool:
        for pictures in pool.imap(_draw, pieces):
            yield from pictures


def write(clip: Clip, path: Path, say: Callable[[float], None] = lambda _: None, workers: int = 2) -> None:
    """Write a clip as H.264; the same clip gives the same file on the same encoder."""
    import av

    camera, count = clip.camera, len(frame_times(clip))
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream: Any = container.add_stream("libx264", rate=Fraction(clip.fps).limit_denominator(1001))
        stream.width, stream.height, stream.pix_fmt = camera.width, camera.height, "yuv420p"
        stream.options = {"preset": "medium", "crf": _CRF, "threads": "1"}
        for number, picture in enumerate(draw(clip, workers)):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            container.mux(stream.encode(frame))
            say((number + 1) / count)
        container.mux(stream.encode())
