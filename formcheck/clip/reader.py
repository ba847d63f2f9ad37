"""Decode a file picture by picture, upright, with the container's own times."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from formcheck.clip.opening import breaks, decoded, opened
from formcheck.clip.picture import Picture, Rgb, from_frame, upright_size
from formcheck.clip.sampling import WHOLE, Sampling
from formcheck.clip.source import Clip, Source
from formcheck.errors import UnreadableClipError

_ENOUGH = 0.98  # share of the promised frames below which a file is called cut short
MIN_STEP_S = 1e-4  # times that repeat, run backwards or lie closer are moved up to this much after the last
# No camera waits longer for its next picture: a new shot begins then, and the time between is not counted.
# All that follows puts pictures on an even grid of times, which a leap of hours would make endless.
LONGEST_STEP_S = 10.0
_TOO_CLOSE_S = 0.99 * MIN_STEP_S


@dataclass(slots=True)
class Reader:
    """Iterate over a file's pictures once; memory does not grow with its length.

    `threads` names how the decoder shares its work out: ``AUTO``, or ``NONE`` for one core alone.

    Iterating yields `Picture`. Afterwards `clip` gives the decoded clip with its times and warnings.

    Raises
    ------
    UnreadableClipError
        While iterating, when nothing or only a still picture comes out.
    """

    source: Source
    sampling: Sampling = WHOLE
    threads: str = "AUTO"
    _t: list[float] = field(default_factory=list)  # of all pictures in the file
    _picked: list[float] = field(default_factory=list)
    _broken: bool = False
    _restamped: int = 0
    _leapt_s: float = 0.0  # time that is not counted
    _leaps: list[int] = field(default_factory=list)  # numbers of the pictures after it

    def __iter__(self) -> Iterator[Picture]:
        self._t.clear()
        self._picked.clear()
        self._leaps.clear()
        self._broken, self._restamped, self._leapt_s = False, 0, 0.0
        first: float | None = None
        size = (self.source.width, self.source.height)
        with opened(self.source.path) as (container, stream):
            stream.thread_type = self.threads
            for frame in decoded(container, stream):
                if frame is None:
                    self._broken = True
                    continue
                stamp = frame.time
                if stamp is None or not math.isfinite(stamp):
                    stamp = (first or 0.0) + self._leapt_s + self._guess()
                first = stamp if first is None else first
                number = len(self._t)
                if self.sampling.over(number):
                    break
                if not self.sampling.picks(number):
                    self._add(stamp - first)
                    continue
                if upright_size(frame, self.source.rotation_deg, self.source.pixel_aspect) != size:
                    self._broken = True  # the picture changes size midway: what follows is another film
                    break
                rgb = self._upright(frame)
                if rgb is None:
                    continue
                at = self._add(stamp - first)
                self._picked.append(at)
                yield Picture(len(self._picked) - 1, at, rgb)

    def _upright(self, frame: Any) -> Rgb | None:
        source = self.source
        try:
            return from_frame(frame, source.rotation_deg, source.pixel_aspect, source.mirrored)
        except breaks():
            self._broken = True
            return None

    def _guess(self) -> float:
        """Continue at the last step when a frame carries no stamp."""
        if len(self._t) < 2:
            return len(self._t) / 30.0
        return 2 * self._t[-1] - self._t[-2]

    def _add(self, t: float) -> float:
        t -= self._leapt_s
        if self._t and abs(t - self._t[-1]) > LONGEST_STEP_S:
            on = self._guess()
            self._leapt_s += t - on
            self._leaps.append(len(self._picked))
            t = on
        if self._t and t - self._t[-1] < _TOO_CLOSE_S:
            t = self._t[-1] + MIN_STEP_S
            self._restamped += 1
        self._t.append(t)
        return t

    def clip(self, cuts: tuple[int, ...] = ()) -> Clip:
        """Return the decoded clip, once the reader is exhausted.

        Raises
        ------
        UnreadableClipError
            When fewer than two pictures came out.
        """
        name, n = self.source.name, len(self._picked)
        if n == 0:
            raise UnreadableClipError(
                f"'{name}' has no picture that can be read: copy it from the phone again."
            )
        if n == 1:
            raise UnreadableClipError(f"'{name}' is a single still picture: give a film of 10 to 30 seconds.")
        t = np.asarray(self._picked, dtype=np.float64)
        cuts = tuple(sorted({*cuts, *(one for one in self._leaps if 0 < one < n)}))
        return Clip(self.source, t, cuts, tuple(self._warnings(len(self._t))), sampling=self.sampling)

    def _warnings(self, n: int) -> Iterator[str]:
        ends_early = self.sampling.stop is None and self._ends_early(n)
        if self._broken or ends_early:
            declared = self.source.declared_frames
            of = f" of {declared}" if declared else ""
            yield (
                f"The file ends early or is damaged: {n}{of} frames could be read; "
                f"copy it again for the rest."
            )
        if self._restamped > max(2, 0.01 * n):
            yield f"{self._restamped} frames carry repeated or backward times; timing may be off."

    def _ends_early(self, n: int) -> bool:
        """Tell whether less came out than the container promises.

        An edit list (a film trimmed on the phone) hides frames on purpose; then the promised duration is met.
        """
        declared, promised_s = self.source.declared_frames, self.source.duration_s
        if declared is not None and n >= _ENOUGH * declared:
            return False
        if promised_s is None:
            return declared is not None
        step = float(np.median(np.diff(self._t)))
        return promised_s - (self._t[-1] + step) > max(2 * step, (1 - _ENOUGH) * promised_s)
