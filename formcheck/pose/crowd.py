"""Everybody in the picture, from look to look: who is the runner, and who only passes by."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from formcheck.pose.body import Trunk, leg_signs, stride_swing, trunk_of, whole
from formcheck.pose.engine import Pose

_MEMORY_S = 3.0
_MOST_LOOKS = 40
_FORGOTTEN_S = 1.5  # somebody not seen for this long has left
_REACH = 0.8  # trunk lengths between where somebody is expected and found
_REACH_MORE = (
    3.0  # and a second more since the last look: nobody walks faster past a camera that holds a runner
)
_MOST_REACH = 2.0
_BESIDE = 1.2  # trunk lengths
_TWICE = 2  # looks that find somebody before they count: a poster seen once is nobody
# Who runs is settled from this many looks over this long (two steps or more); see body.stride_swing.
_LOOKS, _SETTLED_S = 8, 0.6
_PATIENCE_LOOKS = 14
_STRIDES = 0.3
_MOST_SWING = 1.2
_FOLLOWED = 1.25  # the one followed already is left only for somebody clearly better


@dataclass(slots=True)
class Person:
    """Somebody seen in one or more looks."""

    looks: deque[tuple[float, Pose, Trunk]] = field(default_factory=lambda: deque(maxlen=_MOST_LOOKS))
    whole: int = 0
    count: int = 0
    beside: int = 0  # looks that found them together with somebody: a body half seen leaps, but is one body

    def add(self, t: float, pose: Pose, size: tuple[int, int]) -> None:
        """Take where they are at a time."""
        self.looks.append((t, pose, trunk_of(pose)))
        self.count += 1
        self.whole += whole(pose, *size)
        while self.looks[0][0] < t - _MEMORY_S:
            self.looks.popleft()

    @property
    def last_t(self) -> float:
        """When they were last seen, seconds."""
        return self.looks[-1][0]

    @property
    def pose(self) -> Pose:
        """How they were last seen."""
        return self.looks[-1][1]

    def at(self, t: float) -> Trunk:
        """Return where they should be at a time, along a straight line."""
        last_t, _, last = self.looks[-1]
        back = [one for one in self.looks if one[0] >= last_t - 0.6]
        first_t, _, first = back[0]
        ahead = (t - last_t) / (last_t - first_t) if last_t > first_t else 0.0
        return Trunk(last.x + ahead * (last.x - first.x), last.y + ahead * (last.y - first.y), last.length)

    @property
    def swing(self) -> float:
        """How much their legs swing."""
        return stride_swing([leg_signs(pose) for _, pose, _ in self.looks])

    @property
    def strides(self) -> bool:
        """Whether they run or walk."""
        return self.swing >= _STRIDES

    @property
    def settled(self) -> bool:
        """Whether they were seen often enough to tell whether they run."""
        long = self.looks[-1][0] - self.looks[0][0] >= _SETTLED_S
        return (len(self.looks) >= _LOOKS and long and self.strides) or len(self.looks) >= _PATIENCE_LOOKS

    def worth(self, largest: float) -> float:
        """How likely this is the one who is filmed running: legs that swing, large and whole."""
        length = sum(trunk.length for _, _, trunk in self.looks) / len(self.looks)
        legs = 0.15 + min(self.swing, _MOST_SWING)
        return legs * length / largest * (0.5 + 0.5 * self.whole / self.count)


@dataclass(slots=True)
class Crowd:
    """The one who is followed and the others, with what was seen of each in the last seconds."""

    runner: Person = field(default_factory=Person)
    others: list[Person] = field(default_factory=list)

    def sort(
        self, t: float, people: list[Pose], place: Trunk | None, slack: float, size: tuple[int, int]
    ) -> Pose | None:
        """Tell who is who in one look; return the runner's pose when found.

        Parameters
        ----------
        t
            Time of the picture, seconds.
        people
            Everybody found in it.
        place, slack
            Where the runner should be, and how far off (trunk lengths); None when that is not known.
        size
            Width and height of the picture.
        """
        self.others = [one for one in self.others if t - one.last_t <= _FORGOTTEN_S]
        pairs = self._pairs(t, people, place, slack)
        taken: set[int] = set()
        matched: set[int] = set()
        found: Pose | None = None
        for _, k, who in sorted(pairs, key=lambda pair: pair[0]):
            if k in taken or who in matched:
                continue
            taken.add(k)
            matched.add(who)
            if who < 0:
                found = people[k]
                self.runner.add(t, people[k], size)
            else:
                self.others[who].add(t, people[k], size)
                self.others[who].beside += len(people) > 1
        for k, pose in enumerate(people):
            if k not in taken:
                stranger = Person()
                stranger.add(t, pose, size)
                stranger.beside += len(people) > 1
                self.others.append(stranger)
        return found

    def _pairs(
        self, t: float, people: list[Pose], place: Trunk | None, slack: float
    ) -> list[tuple[float, int, int]]:
        """Distance, number of the pose and of the other (-1 for the runner), where they may be the same."""
        pairs = []
        for k, pose in enumerate(people):
            trunk = trunk_of(pose)
            if place is not None and place.off(trunk) <= slack and place.alike(trunk):
                pairs.append((place.off(trunk), k, -1))
            for who, other in enumerate(self.others):
                off = other.at(t).off(trunk)
                reach = min(_REACH + _REACH_MORE * (t - other.last_t), _MOST_REACH)
                if off <= reach and other.looks[-1][2].alike(trunk):
                    pairs.append((off, k, who))
        return pairs

    def known(self, t: float) -> list[Person]:
        """Return the others who are there beyond doubt."""
        return [one for one in self.others if one.beside >= _TWICE and t - one.last_t <= _FORGOTTEN_S]

    def is_other(self, t: float, trunk: Trunk) -> bool:
        """Whether a body seen in this picture was taken for somebody known before."""
        return any(one.last_t == t and one.looks[-1][2].same(trunk) for one in self.known(t))

    def near(self, t: float, trunk: Trunk) -> bool:
        """Whether somebody known should be so near that the engine may have gone over to them."""
        return any(trunk.off(one.at(t)) < _BESIDE for one in self.known(t))

    def best(self, t: float) -> tuple[Person | None, bool]:
        """Return the likeliest runner, and whether that can be told already.

        The person is `runner` itself when the one who is followed is best.
        """
        there = [one for one in self.others if one.count >= _TWICE and t - one.last_t <= _FORGOTTEN_S]
        everybody = [one for one in (self.runner, *there) if one.looks]
        if not everybody:
            return None, False
        largest = max(one.looks[-1][2].length for one in everybody)
        best = max(everybody, key=lambda one: one.worth(largest) * (_FOLLOWED if one is self.runner else 1.0))
        return best, best.settled

    def follow(self, person: Person) -> None:
        """Make one of the others the runner; who was followed becomes one of the others."""
        before = self.runner
        self.others = [one for one in self.others if one is not person]
        if before.looks:
            before.beside = before.count
            self.others.append(before)
        self.runner = person
