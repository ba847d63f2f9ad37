"""Draw a clip frame by frame and write it as a film."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from sample_videos.renderer.drawing.paint import Painter
from sample_videos.renderer.drawing.passing import Passing
from sample_videos.renderer.drawing.rate import TICKS, frame_stamps, frame_times
from sample_videos.renderer.drawing.sensor import record
from sample_videos.renderer.drawing.stage import build
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.people.body import Body, load_body
from sample_videos.renderer.people.dress import dress
from sample_videos.renderer.people.skinning import Skin
from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.scene.solid import Picture
from sample_videos.renderer.scene.treadmill import belt_marks

__all__ = ["Studio", "draw", "frame_times", "runner", "write"]

_SUBFRAMES = 4
_APART_S = 0.003  # sub-frames farther apart than that show as separate feet
_MOST_SUBFRAMES = 8
# The encoder's code for 512-bit processors gives another file each time for some widths of picture.
_STEADY = "asm=sse4"
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_AT_ONCE = 30  # frames handed to a worker together


def runner(clip: Clip) -> tuple[Body, Kinematics]:
    """Body and motion of a clip."""
    body = load_body(clip.body)
    return body, Kinematics(clip.form, body.skeleton, clip.life_s, body.recipe.arm_out)


class Studio:
    """Everything that stays the same from frame to frame."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        body, self.motion = runner(clip)
        dressed = dress(body, clip.worn)
        self._skin = Skin(body, dressed)
        self._painter = Painter(clip.camera, dressed)
        self._passing = None
        if clip.passer_by is not None:
            self._passing = Passing(clip.passer_by, clip.camera, clip.life_s)
        self._stage = build(clip)

    def frames(self, numbers: list[int]) -> list[Picture]:
        """Draw some frames."""
        exposed = self.clip.shutter / self.clip.filmed_fps
        count = int(np.clip(np.ceil(exposed / _APART_S), _SUBFRAMES, _MOST_SUBFRAMES))
        within = ((np.arange(count) + 0.5) / count - 0.5) * exposed
        times = frame_times(self.clip)[numbers][:, None] + within
        matrices = self._skin.matrices(self.motion.bones(times.ravel()))
        pictures = []
        for row, number in enumerate(numbers):
            poses = [self._skin.posed(matrices[row * count + k]) for k in range(count)]
            pictures.append(record(self._frame(times[row], poses), self.clip, number))
        return pictures

    def _frame(self, times: Array, poses: list[Array]) -> Picture:
        clip, stage = self.clip, self._stage
        backs = []
        base = self._back(times)
        self._painter.shadow(base, poses[len(poses) // 2])
        for t in times:
            one = base.copy()
            belt_marks(one, clip.camera, clip.form.speed * float(t))
            backs.append(one)
        picture = self._painter.draw(backs, poses)
        picture[stage.covered] = stage.front[stage.covered]
        if self._passing is not None and self._in_front():
            picture = self._passing.over(picture, times)
        return picture

    def _in_front(self) -> bool:
        who = self.clip.passer_by
        return who is not None and who.nearer(self.clip.camera)

    def _back(self, times: Array) -> Picture:
        """Return all that is behind the runner, somebody walking there included."""
        stage = self._stage
        if self._passing is None or self._in_front():
            return stage.back.copy()
        passed = self._passing.over(stage.far.copy(), times)
        passed[stage.between] = stage.back[stage.between]
        return passed


_studio: Studio | None = None


def _open(clip: Clip) -> None:
    global _studio
    import cv2

    cv2.setNumThreads(1)
    _studio = Studio(clip)


def _draw(numbers: list[int]) -> list[Picture]:
    assert _studio is not None
    return _studio.frames(numbers)


def draw(clip: Clip, workers: int = 2) -> Iterator[Picture]:
    """Draw every frame in order, on several processors."""
    import multiprocessing

    count = len(frame_times(clip))
    pieces = [list(range(at, min(at + _AT_ONCE, count))) for at in range(0, count, _AT_ONCE)]
    with _one_thread_each(), multiprocessing.get_context("spawn").Pool(workers, _open, (clip,)) as pool:
        for pictures in pool.imap(_draw, pieces):
            yield from pictures


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes begun here multiply matrices on one thread: they share the processors already."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def write(clip: Clip, path: Path, say: Callable[[float], None] = lambda _: None, workers: int = 2) -> None:
    """Write a clip as H.264; the same clip gives the same file on the same encoder."""
    import av

    camera, stamps = clip.camera, frame_stamps(clip)
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream: Any = container.add_stream("libx264", rate=Fraction(clip.fps).limit_denominator(1001))
        stream.width, stream.height, stream.pix_fmt = camera.width, camera.height, "yuv420p"
        stream.options = {"preset": "medium", "crf": str(clip.crf), "threads": "1", "x264-params": _STEADY}
        if clip.rate_jitter:
            stream.codec_context.time_base = Fraction(1, TICKS)
        for number, picture in enumerate(draw(clip, workers)):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            if clip.rate_jitter:
                frame.pts, frame.time_base = round(stamps[number] * TICKS), Fraction(1, TICKS)
            container.mux(stream.encode(frame))
            say((number + 1) / len(stamps))
        container.mux(stream.encode())
