"""Write frames as an H.264 film that browsers play and can step through."""

from __future__ import annotations

import contextlib
import uuid
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from formcheck.clip.picture import Rgb, contiguous

_TICKS_PER_S = 90_000  # fine enough for any rate a camera films at
_NOMINAL_FPS = 60  # only tells the encoder which level to declare; each picture keeps its own time
_BT709 = 1  # the colour matrix browsers assume, named in the file so that nobody needs to guess


class VideoWriter:
    """Write pictures with their own presentation times; used as a context manager.

    The film appears under its name only when it is whole: it is written beside it and renamed at the end, and
    removed on any error. Its time 0 is the first picture's time.

    Parameters
    ----------
    path
        The film to write, ``.mp4``; an older one is replaced.
    width, height
        Size of the pictures given, pixels. H.264 wants even sizes, so an odd side is widened by one pixel.
    time_base_s
        Length of one tick of the film's clock, seconds; times are kept to this.
    keyframe_every
        Pictures from one key frame to the next; 10 lets a browser step back and forth in 30 to 40 ms.
    reorder
        Whether pictures may be stored in another order than they are shown in. It makes the film smaller;
        without it a player can show each picture as soon as it is decoded.
    threads
        How many threads encode; None leaves it to the encoder.

    Raises
    ------
    ValueError
        When a picture has another size, when times do not increase, or when no picture was given.
    OSError
        When the film cannot be written.
    """

    def __init__(
        self,
        path: str | Path,
        width: int,
        height: int,
        *,
        time_base_s: float = 1 / _TICKS_PER_S,
        keyframe_every: int = 10,
        reorder: bool = True,
        threads: int | None = None,
    ) -> None:
        self.path = Path(path)
        self.width = width
        self.height = height
        self._tick = Fraction(1, round(1 / time_base_s))
        self._keyframe_every = keyframe_every
        self._reorder = reorder
        self._threads = threads
        self._partial = self.path.with_name(f".{self.path.name}.{uuid.uuid4().hex[:8]}.part")
        self._container: Any = None
        self._stream: Any = None
        self._reformatter: Any = None
        self._start: float | None = None
        self._last = -1

    def __enter__(self) -> VideoWriter:
        import av

        self._reformatter = av.video.reformatter.VideoReformatter()
        self._partial.touch()  # a folder that cannot be written to is noticed now, not later
        self._container = av.open(str(self._partial), "w", format="mp4", options={"movflags": "+faststart"})
        try:
            self._stream = self._new_stream()
        except BaseException:
            self._discard()
            raise
        return self

    def _new_stream(self) -> Any:
        stream = self._container.add_stream("libx264", rate=_NOMINAL_FPS)
        stream.width = self.width + self.width % 2
        stream.height = self.height + self.height % 2
        stream.pix_fmt = "yuv420p"
        stream.time_base = self._tick
        codec = stream.codec_context
        codec.time_base = self._tick
        codec.colorspace = codec.color_primaries = codec.color_trc = _BT709
        codec.options = {"preset": "veryfast", "crf": "23", "g": str(self._keyframe_every)}
        if self._threads is not None:
            codec.thread_count = self._threads
        if not self._reorder:
            codec.options |= {"bf": "0"}
        return stream

    def add(self, rgb: Rgb, t: float) -> None:
        """Append a picture.

        Parameters
        ----------
        rgb
            ``(height, width, 3)`` uint8.
        t
            Its presentation time, seconds; later than the one before.
        """
        import av

        if rgb.shape != (self.height, self.width, 3):
            raise ValueError(f"A picture of {rgb.shape} was given to a film of {self.width} x {self.height}.")
        self._start = t if self._start is None else self._start
        ticks = round((t - self._start) / self._tick)
        if ticks <= self._last:
            raise ValueError(f"A picture at {t:.4f} s comes no later than the one before.")
        frame = av.VideoFrame.from_ndarray(self._even(rgb), format="rgb24")
        # Threads of its own cost a small picture more than they bring: the cores have other work.
        frame = self._reformatter.reformat(frame, format="yuv420p", dst_colorspace="ITU709", threads=1)
        frame.time_base = self._tick
        frame.pts = ticks
        frame.duration = ticks - self._last if self._last >= 0 else round(1 / _NOMINAL_FPS / self._tick)
        self._last = ticks
        self._container.mux(self._stream.encode(frame))

    def _even(self, rgb: Rgb) -> Rgb:
        odd = ((0, self.height % 2), (0, self.width % 2), (0, 0))
        return contiguous(np.pad(rgb, odd, mode="edge") if self.height % 2 or self.width % 2 else rgb)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._discard()
            return
        try:
            if self._last < 0:
                raise ValueError(f"No picture was given for {self.path.name}.")
            self._container.mux(self._stream.encode(None))
            self._container.close()
            self._partial.replace(self.path)
        except BaseException:
            self._discard()
            raise

    def _discard(self) -> None:
        with contextlib.suppress(Exception):  # closing a film that failed may fail again
            self._container.close()
        self._partial.unlink(missing_ok=True)
