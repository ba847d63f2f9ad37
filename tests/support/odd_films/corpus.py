"""All of them in one list."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.odd_films import damage, kinds, lies, noise, stamps, tracks
from tests.support.odd_films.odd import Odd


def everything(cuts: int, flips: int, seed: int = 0) -> Iterator[Odd]:
    """Yield every odd film, with so many that are cut short and so many with flipped bits."""
    for part in (kinds.coded, kinds.sized, kinds.turned, kinds.coloured, stamps.timed, stamps.long_or_short):
        yield from part()
    for part in (tracks.tracked, lies.lying, noise.noise, noise.named):
        yield from part()
    yield from damage.cut_short(cuts, seed)
    yield from damage.flipped(flips, seed)
