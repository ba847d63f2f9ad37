"""Where the runner's trunk should be next, from where it was in the last second."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np

from formcheck.pose.body import Trunk

# A runner on a treadmill stays within 0.15 trunk lengths of a straight line through the last second; somebody
# who walks past moves 2 to 3 trunk lengths a second, so is off the line within a sixth of a second.
_OFF = 0.35  # trunk lengths
_LEAP = 0.25  # trunk lengths from one frame to the next, beyond the pace
_DRIFT = 0.6  # trunk lengths a second more, while the runner is not seen
_MOST_OFF = 1.2
_MEMORY_S = 1.2
_SPACING_S = 0.03  # between remembered places, so that memory and time do not grow with the frame rate
_LAG_S = 0.15  # the newest places are left out of the line: a slide away must not bend it
_FEWEST = 6
_FOLLOWED_S = 1.5
_SLIDING = 0.15  # trunk lengths off the line: from here on somebody else was followed
_LETTING_GO_S = 0.1  # and this long before, in which the engine already mixes the two


@dataclass(frozen=True, slots=True)
class _Place:
    index: int
    t: float
    trunk: Trunk


@dataclass(slots=True)
class Expected:
    """Remembers the last second of the runner's places."""

    _places: deque[_Place] = field(default_factory=deque)

    def add(self, index: int, t: float, trunk: Trunk) -> None:
        """Take where the runner is in a picture."""
        self._places.append(_Place(index, t, trunk))
        while self._places[0].t < t - _MEMORY_S:
            self._places.popleft()

    def forget(self) -> None:
        """Begin anew, such as after a cut or when the camera was moved."""
        self._places.clear()

    @property
    def known(self) -> bool:
        """Whether the runner was seen at all."""
        return bool(self._places)

    @property
    def last_t(self) -> float:
        """When the runner was last seen, seconds."""
        return self._places[-1].t

    def at(self, t: float) -> Trunk | None:
        """Return where the trunk should be at a time; None before anything is known."""
        if not self._places:
            return None
        used = [one for one in self._places if one.t <= self._places[-1].t - _LAG_S]
        used = used if len(used) >= _FEWEST else list(self._places)
        told = np.array([(one.t, one.trunk.x, one.trunk.y, one.trunk.length) for one in _spaced(used)])
        middle = np.median(told, axis=0)
        pace = np.zeros(4)
        if len(told) >= _FEWEST:
            half = len(told) // 2
            early, late = np.median(told[:half], axis=0), np.median(told[-half:], axis=0)
            pace = (late - early) / max(late[0] - early[0], 1e-6)
        # Nobody knows where a runner who cannot be seen for long goes: the line is followed for a while only.
        ahead = min(t, self._places[-1].t + _FOLLOWED_S) - middle[0]
        return Trunk(float(middle[1] + pace[1] * ahead), float(middle[2] + pace[2] * ahead), float(middle[3]))

    def slack(self, t: float) -> float:
        """How far off the expected place the trunk may be, trunk lengths."""
        return min(_OFF + _DRIFT * max(t - self.last_t, 0.0), _MOST_OFF)

    def fits(self, t: float, trunk: Trunk) -> bool:
        """Whether a trunk is where the runner's should be, and as large; True before anything is known."""
        expected = self.at(t)
        return expected is None or (expected.off(trunk) <= self.slack(t) and expected.alike(trunk))

    def continues(self, t: float, trunk: Trunk) -> bool:
        """Whether a trunk goes on from the newest places without a leap, as under a camera that is turned."""
        if len(self._places) < 2:
            return False
        last = self._places[-1]
        before = next(
            (one for one in reversed(self._places) if one.t <= last.t - _SPACING_S), self._places[0]
        )
        ahead = (t - last.t) / (last.t - before.t)
        there = Trunk(
            last.trunk.x + ahead * (last.trunk.x - before.trunk.x),
            last.trunk.y + ahead * (last.trunk.y - before.trunk.y),
            last.trunk.length,
        )
        return t - last.t <= _LAG_S and there.off(trunk) <= _LEAP and there.alike(trunk)

    def drop_slide(self) -> int:
        """Forget the newest places off the line and return the first frame forgotten."""
        places = list(self._places)
        line = self.at(places[-1].t)
        assert line is not None
        k = len(places)
        while (
            k > 1
            and line.off(places[k - 1].trunk) > _SLIDING
            and places[-1].t - places[k - 1].t < _MEMORY_S / 2
        ):
            k -= 1
        until = places[min(k, len(places) - 1)].t - _LETTING_GO_S
        while k > 1 and places[k - 1].t > until:
            k -= 1
        first = places[k].index if k < len(places) else places[-1].index
        self._places = deque(places[:k])
        return first


def _spaced(places: list[_Place]) -> list[_Place]:
    kept: list[_Place] = []
    for one in places:
        if not kept or one.t - kept[-1].t >= _SPACING_S:
            kept.append(one)
    return kept
