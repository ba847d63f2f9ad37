"""Several scripted people, an engine that follows whoever it likes, and a scout that sees everybody."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Picture
from formcheck.pose import Pose
from formcheck.pose.keeper import Keeper
from tests.support.kinematics import Camera, Runner, film

FPS = 30
LEG_PX = 80.0
TRUNK_PX = 0.62 * LEG_PX
WIDTH, HEIGHT = 640, 360
STANDING = Runner(lift=0.0, bounce=0.0, ahead=0.0, speed=0.0, foot_pitch=0.0)


@dataclass
class Actor:
    """Somebody in the picture.

    Attributes
    ----------
    xy, world
        ``(T, 33, 2)``, ``(T, 33, 3)``.
    there
        ``(T,)`` whether they can be seen.
    """

    xy: NDArray[np.float64]
    world: NDArray[np.float64]
    there: NDArray[np.bool_]

    def moved(self, right: NDArray[np.float64] | float) -> Actor:
        """Return the same person further right, pixels, by one number or one for each frame."""
        xy = self.xy.copy()
        xy[..., 0] += np.broadcast_to(np.asarray(right, dtype=np.float64)[..., None], xy.shape[:2])
        return Actor(xy, self.world, self.there.copy())

    def hidden(self, first: int, stop: int) -> Actor:
        """Return the same person, not to be seen in some frames."""
        there = self.there.copy()
        there[first:stop] = False
        return Actor(self.xy, self.world, there)

    def pose(self, k: int) -> Pose:
        """Return how they are in a frame."""
        return Pose(self.xy[k], np.full(33, 0.9), self.world[k])


def actor(x: float = 320.0, *, seconds: float = 8.0, still: bool = False, size: float = 1.0) -> Actor:
    """Return a runner, or somebody who stands still in one posture, at a place in the picture."""
    camera = Camera(FPS, seconds, leg_px=size * LEG_PX, shift=(x, 300.0), noise_px=0.5)
    track = film(Runner(), camera)
    xy = np.repeat(track.xy[:1], len(track.t), axis=0) if still else track.xy
    return Actor(xy, track.world, np.ones(len(track.t), bool))


@dataclass
class Stage:
    """People, and what the engine and the scout make of them.

    Attributes
    ----------
    people
        The runner first.
    first
        Whom the engine takes when it begins.
    steals
        Frames at which the engine goes over to somebody, by number.
    blind
        Frames up to which the scout sees nobody but the first of the people.
    """

    people: list[Actor]
    first: int = 0
    steals: dict[int, int] = field(default_factory=dict)
    blind: int = 0
    looks: list[int] = field(default_factory=list)
    restarts: int = 0
    _now: int | None = None

    def picture(self, k: int) -> Picture:
        """Return a picture in which everybody who is there has a mark of their own colour."""
        rgb = np.full((HEIGHT, WIDTH, 3), 20, np.uint8)
        for number, one in enumerate(self.people):
            x, y = self._mark(one, k)
            if one.there[k] and 0 <= x < WIDTH and 0 <= y < HEIGHT:
                rgb[y, x] = 100 + number
        return Picture(k, k / FPS, rgb)

    def _mark(self, one: Actor, k: int) -> tuple[int, int]:
        x, y = one.xy[k, [11, 12, 23, 24]].mean(0)
        return round(float(x)), round(float(y))

    def _shown(self, picture: Picture) -> list[int]:
        shown = []
        for number, one in enumerate(self.people):
            x, y = self._mark(one, picture.index)
            if 0 <= x < WIDTH and 0 <= y < HEIGHT and picture.rgb[y, x, 0] == 100 + number:
                shown.append(number)
        return shown

    def __call__(self, picture: Picture) -> Pose | None:
        """Follow as the engine does: the same person as before, or whoever is there."""
        shown = self._shown(picture)
        self._now = self.steals.get(picture.index, self._now)
        if self._now not in shown:
            preferred = [self.first, *range(len(self.people))]
            self._now = next((number for number in preferred if number in shown), None)
        return None if self._now is None else self.people[self._now].pose(picture.index)

    def restart(self) -> None:
        """Forget whom the engine follows."""
        self.restarts += 1
        self._now = None

    def close(self) -> None:
        """Nothing to release."""

    def scout(self) -> Scout:
        """Return somebody who looks round on this stage."""
        return Scout(self)


class Scout:
    """Sees everybody who is there."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def __call__(self, picture: Picture) -> list[Pose]:
        k = picture.index
        self._stage.looks.append(k)
        people = self._stage.people[:1] if k < self._stage.blind else self._stage.people
        return [one.pose(k) for one in people if one.there[k]]

    def close(self) -> None:
        """Nothing to release."""


@dataclass(frozen=True)
class Kept:
    """Who was followed in each frame: their number, or -1 for nobody; and whether company was noticed."""

    who: NDArray[np.int64]
    company: NDArray[np.bool_]


def keep(stage: Stage, *, cut: int | None = None) -> Kept:
    """Run the keeper over the whole stage."""
    keeper = Keeper(stage, stage.scout())
    who: list[int] = []
    company: list[bool] = []
    for k in range(len(stage.people[0].there)):
        if k == cut:
            keeper.restart(k)
        pose = keeper(stage.picture(k))
        if keeper.wrong_from is not None:
            who[keeper.wrong_from :] = [-1] * (len(who) - keeper.wrong_from)
        company.append(keeper.company)
        who.append(
            -1
            if pose is None
            else next(
                number
                for number, one in enumerate(stage.people)
                if one.xy[k] is pose.xy or np.array_equal(one.xy[k], pose.xy)
            )
        )
    return Kept(np.array(who), np.array(company))
