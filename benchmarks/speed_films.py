"""Films to time on: a rendered sample, enlarged to what a phone writes and run round and round."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from formcheck.clip import Reader, probe
from formcheck.clip.picture import Rgb

ROOT = Path(__file__).resolve().parent.parent
_SAMPLE = ROOT / "sample_videos" / "good_right.mp4"
# Ten strides of the near leg, from one contact to another (good_right.json): the runner runs on at the seam.
_FIRST, _STOP = 37, 420
SIZE = (1920, 1080)


def phone_film(path: Path, seconds: float, fps: int) -> Path:
    """Write a 1080p film with a key frame a second; above 60 frames a second pictures are blended.

    Longer than ten seconds, the first ten are repeated without being encoded again.
    """
    loop = min(seconds, 10.0)
    once = path.with_name(f"once_{fps}_{path.stem}.mp4")
    _encode(once, _round(round(loop * fps), fps), fps)
    if seconds > loop:
        _repeat(once, path, round(seconds / loop))
        once.unlink()
    else:
        once.replace(path)
    return path


def _round(count: int, fps: int) -> Iterator[Rgb]:
    small = [one.rgb for one in Reader(probe(_SAMPLE)) if _FIRST <= one.index < _STOP]
    for number in range(count):
        at = number * 60.0 / fps % len(small)
        k, share = int(at), at % 1.0
        one = small[k]
        if share:
            one = cv2.addWeighted(one, 1 - share, small[(k + 1) % len(small)], share, 0.0)
        yield np.asarray(cv2.resize(one, SIZE, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _encode(path: Path, pictures: Iterator[Rgb], fps: int) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(
            "libx264", rate=fps, options={"preset": "veryfast", "crf": "20", "g": str(fps), "bf": "0"}
        )
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for number, rgb in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _repeat(once: Path, path: Path, times: int) -> None:
    with av.open(str(path), "w") as container:
        copy = None
        shift = 0
        for _ in range(times):
            with av.open(str(once)) as source:
                stream = source.streams.video[0]
                copy = copy or container.add_stream_from_template(stream)
                length = 0
                for packet in source.demux(stream):
                    if packet.pts is None or packet.dts is None:
                        continue
                    length = max(length, packet.pts + (packet.duration or 0))
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = copy
                    container.mux(packet)
                shift += length
