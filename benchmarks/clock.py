"""How often a film's speed is told right, left open or told wrong: films played at other speeds on purpose.

    python -m benchmarks.clock [--seeds N] [--odd] [--told]

Takes the tuning seeds and the samples as the pose model saw them (recorded once), and gives their stamps
another speed (2, 4, 8 and 10 times slower, 2 times faster), or leaves out 10 and 30 % of the frames. Certain
and wrong has to be 0; open is asked about, and then the question should offer the truth.
``--odd`` adds what an editor makes: a speed that no rate of filming explains, pictures dropped or repeated
to 30 a second. ``--told`` tells belt speed and height.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.films import Film, by_seed, recording, samples, say
from benchmarks.stats import table
from formcheck.clip import Repeats
from formcheck.gait import find_gait, settle
from formcheck.motion import Backdrop, Hints, Motion, TimeFactor, playing_rate, understand
from formcheck.options import Options
from formcheck.pose import PoseTrack
from formcheck.pose.models import locate
from sample_videos.renderer.seeds.matrix import TUNING_SEEDS

Array = NDArray[np.float64]
_RECORDED = 24
_SLOWED = (1.0, 2.0, 4.0, 8.0, 10.0, 0.5)
_ODD = (0.8, 1.25, 1.5, 1.8, 2.2, 3.6, 3.8, 4.2, 5.5, 7.4, 8.6)
_EDITED_FPS = 30.0
_THINNED = (0.1, 0.3)
_RIGHT = 0.02  # of the factor
_FEWEST_FPS = 12.0  # films retimed below this are no films: nothing can be followed in them
_HEIGHT_OF_LEG = 1.0 / 0.487


@dataclass(frozen=True)
class Case:
    """One film at one speed, and what was told of it."""

    film: str
    change: str
    true: float
    found: TimeFactor | None

    @property
    def outcome(self) -> str:
        """``right``, ``open``, ``wrong`` (certain and wrong), or why there is nothing to judge."""
        if self.found is None:
            return "no running"
        if not self.found.certain or self.found.value is None:
            return "open"
        return "right" if abs(self.found.value / self.true - 1) < _RIGHT else "wrong"

    @property
    def offered(self) -> bool:
        """Whether the question holds the true answer."""
        return self.found is not None and any(abs(one / self.true - 1) < 0.04 for one in self.found.choices)


def stamps(film: Film) -> tuple[Array, int, int]:
    """Return the times of a film's pictures from its packets, and the picture's size."""
    import av

    with av.open(str(film.path)) as container:
        stream = container.streams.video[0]
        size = (stream.codec_context.width, stream.codec_context.height)
        times = [float(p.pts * p.time_base) for p in container.demux(stream) if p.pts is not None]
    t = np.sort(np.array(times))
    return t - t[0], *size


def track_of(film: Film) -> PoseTrack:
    """Return what the model saw, without decoding the film."""
    t, width, height = stamps(film)
    with np.load(recording(film, locate("heavy"))) as kept:
        return PoseTrack(t, kept["xy"], kept["visibility"], kept["world"], width, height)


def edited(track: PoseTrack, slower: float) -> PoseTrack:
    """Play slower at a fixed rate as an editor does, each time the last picture there is."""
    t = np.arange(int(track.t[-1] * slower * _EDITED_FPS)) / _EDITED_FPS
    shown = np.searchsorted(track.t * slower, t + 1e-9, side="right") - 1
    again = np.concatenate([[False], np.diff(shown) == 0])
    frames, at = Repeats(t, again).new_times((0, len(t)))
    return track.pick(shown[frames], at)


def clock(track: PoseTrack, options: Options) -> TimeFactor | None:
    """Find the factor; None where nobody is seen to run."""
    motion = understand(track, Hints(Backdrop(), playing_rate(track.t), None), options)
    if not isinstance(motion, Motion):
        return None
    gait = find_gait(motion)
    return settle(motion, gait, options).time_factor if gait.activity.name == "running" else None


def cases(film: Film, odd: bool, told: bool) -> Iterator[Case]:
    """Judge one film at all speeds."""
    track, own = track_of(film), float(film.truth["time_factor"])
    options = _told(film) if told else Options()
    for slower in _SLOWED:
        retimed = track.pick(np.arange(len(track.t)), track.t * slower)
        if playing_rate(retimed.t) >= _FEWEST_FPS:
            yield Case(film.path.stem, f"x {slower:g}", own * slower, clock(retimed, options))
    for slower in _ODD if odd else ():
        if playing_rate(track.t) / slower >= _FEWEST_FPS:
            yield Case(
                film.path.stem, f"edited x {slower:g}", own * slower, clock(edited(track, slower), options)
            )
    for share in _THINNED:
        kept = np.flatnonzero(np.random.default_rng(len(track.t)).random(len(track.t)) >= share)
        yield Case(film.path.stem, f"- {share:.0%}", own, clock(track.pick(kept, track.t[kept]), options))


def _told(film: Film) -> Options:
    truth = film.truth
    height = 100 * float(truth["leg_length_m"]) * _HEIGHT_OF_LEG
    return Options(speed_kmh=float(truth["belt_speed_kmh"]), height_cm=round(min(max(height, 100), 230)))


def rows(judged: list[Case]) -> Iterator[list[str]]:
    """Yield one row per change: right, open and how many of these offer the truth, wrong, no running."""
    for change in dict.fromkeys(case.change for case in judged):
        for slow in (False, True):
            of = [case for case in judged if case.change == change and (abs(case.true - 1) > _RIGHT) is slow]
            count = Counter(case.outcome for case in of)
            offered = sum(case.offered for case in of if case.outcome == "open")
            if of:
                kind = "not in real time" if slow else "real time"
                yield [
                    change,
                    kind,
                    *(str(count[key]) for key in ("right", "open")),
                    str(offered),
                    *(str(count[key]) for key in ("wrong", "no running")),
                ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=_RECORDED, help=f"how many tuning seeds ({_RECORDED})")
    parser.add_argument("--odd", action="store_true", help="speeds that no rate of filming explains")
    parser.add_argument("--told", action="store_true", help="belt speed and height are told")
    told = parser.parse_args()
    films = [*by_seed(TUNING_SEEDS[: told.seeds]), *samples()]
    judged: list[Case] = []
    for film in films:
        say(film.path.stem)
        judged += cases(film, told.odd, told.told)
    head = ("stamps", "plays", "certain, right", "open", "truth offered", "certain, wrong", "no running")
    print(*table(head, rows(judged)), sep="\n")
    for case in judged:
        if case.outcome in ("wrong", "open") and case.found is not None:
            value = "none" if case.found.value is None else f"{case.found.value:.2f}"
            offers = ", ".join(f"{one:.2f}" for one in case.found.choices)
            print(f"{case.outcome}: {case.film} {case.change}, true {case.true:.2f}: {value} ({offers})")


if __name__ == "__main__":
    main()
