"""Keep to the runner while others are in the picture; with nobody else there, the engine works alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from formcheck.clip import Picture
from formcheck.pose.body import Trunk, box_of, trunk_inside, trunk_of
from formcheck.pose.crowd import Crowd, Person
from formcheck.pose.engine import Engine, Pose
from formcheck.pose.expected import Expected
from formcheck.pose.scout import Scout

# Looking round costs about as much as following in one picture: once a second when the runner is alone.
_ALONE_S = 1.0
_CHOOSING_S, _CHOOSING_GROWS = 0.08, 1.15
_COMPANY_S = 0.25
_SEEKING_S = 0.1
_DOUBT_S = 1.5
_LONG_LOST_S = 1.5
_UNEVEN = 0.618  # looks are not spaced evenly: even ones could meet every step at the same moment
_NEAR = 0.8  # trunk lengths between what the engine and the scout make of one body, at most
_ROOM = 0.5  # trunk lengths round a body that is shown alone


@dataclass(slots=True)
class _Doubt:
    """A leap nobody else was there to explain: the frames from `first` may show somebody else."""

    first: int
    expected: Expected
    until: float


class Keeper:
    """Follow the runner with an engine that follows whoever it finds.

    Every picture goes to the engine as it is, and while nobody else is found what the engine says is passed
    on unchanged. A scout looks round now and then. When there are several people the one who strides, is
    large and whole is chosen, and the engine is shown them alone for one picture. When the engine's body is
    not where the runner's should be it is left out, until the runner is seen again.

    Parameters
    ----------
    engine
        Follows one person.
    scout
        Finds everybody in a picture; None trusts the engine blindly.
    """

    def __init__(self, engine: Engine, scout: Scout | None = None) -> None:
        self._engine = engine
        self._scout = scout
        self._looks = 0
        self._begin(0)

    def _begin(self, index: int) -> None:
        self._crowd = Crowd()
        self._expected = Expected()
        self._doubt: _Doubt | None = None
        self._chosen = False
        self._lost_at: float | None = None
        self._last_look = -np.inf
        self._found_pose: Pose | None = None
        self._own = Person()
        self._own_ready = 0.0
        self._next_look = -np.inf
        self._pause = _CHOOSING_S
        self._first = index
        self.wrong_from: int | None = None
        self.company = False

    def restart(self, index: int) -> None:
        """Begin a new shot with the picture of this index."""
        self._engine.restart()
        self._begin(index)

    def __call__(self, picture: Picture) -> Pose | None:
        """Return the runner's pose, or None when they cannot be seen.

        Afterwards `wrong_from` is the first of the frames given before that showed somebody else after all
        (None: none did), and `company` tells whether somebody else is in the picture.
        """
        pose = self._engine(picture)
        if self._scout is None:
            return pose
        self.wrong_from = None
        pose = self._following(picture, pose) if self._lost_at is None else self._seeking(picture, pose)
        self.company = bool(self._crowd.known(picture.t))
        return pose

    def _following(self, picture: Picture, pose: Pose | None) -> Pose | None:
        t = picture.t
        fits = pose is not None and self._fits(t, trunk_of(pose))
        if t >= self._next_look:
            self._look(picture, trunk_of(pose) if pose is not None and fits else None)
            better = self._better(t)
            if better is not None:
                return self._change(picture, better)
            if self._doubt is not None and self._was_wrong(picture, pose):
                return self._relock(picture, self._crowd.runner.pose)
        if pose is None:
            if self._crowd.known(t) and self._expected.known:
                self._lose(t)
            return None
        if fits:
            self._expected.add(picture.index, t, trunk_of(pose))
            self._watch_legs(picture, pose)
            return pose
        return self._leapt(picture, pose)

    def _fits(self, t: float, trunk: Trunk) -> bool:
        """Whether a body is the runner's: where they should be, or turned there with the camera."""
        if self._expected.fits(t, trunk):
            return True
        return self._expected.continues(t, trunk) and not self._crowd.near(t, trunk)

    def _leapt(self, picture: Picture, pose: Pose) -> Pose | None:
        """Decide about a body that is not where the runner should be."""
        t, trunk = picture.t, trunk_of(pose)
        known = self._crowd.known(t)
        if not known and t < self._last_look + _COMPANY_S:
            return self._believe(picture, pose)
        there = self._look(picture, None)
        if there is not None and not trunk_of(there).same(trunk):
            self.wrong_from = self._expected.drop_slide()
            return self._relock(picture, there)
        hidden = not any(one.last_t == t and not one.looks[-1][2].same(trunk) for one in known)
        if there is None and known and (hidden or self._crowd.is_other(t, trunk)):
            self.wrong_from = self._expected.drop_slide()
            self._lose(t)
            return None
        return self._believe(picture, pose)

    def _believe(self, picture: Picture, pose: Pose) -> Pose:
        """Take a leap for the runner's own (a knocked camera, a body half seen), until seen better."""
        if self._doubt is None and not self._crowd.known(picture.t) and self._expected.known:
            self._doubt = _Doubt(self._expected.drop_slide(), self._expected, picture.t + _DOUBT_S)
        self._expected = Expected()
        self._expected.add(picture.index, picture.t, trunk_of(pose))
        self._crowd.others = [one for one in self._crowd.others if not one.looks[-1][2].same(trunk_of(pose))]
        return pose

    def _was_wrong(self, picture: Picture, pose: Pose | None) -> bool:
        """Whether the runner is seen where they were before a leap, beside the one followed since."""
        doubt, t = self._doubt, picture.t
        assert doubt is not None
        if t > doubt.until:
            self._doubt = None
            return False
        for other in self._crowd.others:
            trunk = other.looks[-1][2]
            if other.last_t == t and other.beside and doubt.expected.fits(t, trunk) and pose is not None:
                self.wrong_from = doubt.first
                self._expected, self._doubt = doubt.expected, None
                self._crowd.follow(other)
                return True
        return False

    def _seeking(self, picture: Picture, pose: Pose | None) -> Pose | None:
        t = picture.t
        if t >= self._next_look:
            there = self._look(picture, None)
            if there is not None:
                if pose is not None and trunk_of(pose).same(trunk_of(there)):
                    return self._found(picture, pose)
                return self._relock(picture, there)
            if self._long_lost(t):
                return self._begin_again(picture, pose)
        return None

    def _long_lost(self, t: float) -> bool:
        return self._lost_at is not None and t - self._lost_at > _LONG_LOST_S

    def _begin_again(self, picture: Picture, pose: Pose | None) -> Pose | None:
        """Give the lost runner up: choose among those who are there."""
        self._crowd.runner = Person()
        best, sure = self._crowd.best(picture.t)
        if best is not None and sure and best.strides and best.last_t == picture.t:
            self._crowd.follow(best)
            self._expected.forget()
            if pose is not None and trunk_of(pose).same(trunk_of(best.pose)):
                return self._found(picture, pose)
            return self._relock(picture, best.pose)
        return None

    def _look(self, picture: Picture, runner: Trunk | None) -> Pose | None:
        """Look round; tell the runner's pose when found, near `runner` or where they are expected."""
        assert self._scout is not None
        if self._last_look == picture.t:
            return self._found_pose
        t, (height, width) = picture.t, picture.rgb.shape[:2]
        place = runner or self._expected.at(t)
        slack = self._expected.slack(t) if runner is None and self._expected.known else _NEAR
        people = [one for one in self._scout(picture) if trunk_inside(one, width, height)]
        found = self._crowd.sort(t, people, place, slack, (width, height))
        self._looks += 1
        self._last_look, self._found_pose = t, found
        self._next_look = t + self._until_next()
        return found

    def _until_next(self) -> float:
        """Seconds to the next look."""
        if self._lost_at is not None:
            waiting = self._long_lost(self._last_look) and all(one.settled for one in self._crowd.others)
            return _COMPANY_S if waiting else _SEEKING_S
        if self._crowd.others and not self._chosen:
            self._pause = min(self._pause * _CHOOSING_GROWS, _ALONE_S)
            return self._pause
        if self._crowd.others or self._doubt is not None:
            return _COMPANY_S * (0.7 + 0.6 * (self._looks * _UNEVEN % 1.0))
        return _ALONE_S

    def _watch_legs(self, picture: Picture, pose: Pose) -> None:
        """Notice that the one who is followed strides: with nobody else there, the choice is made."""
        if self._chosen or self._crowd.others or picture.t < self._own_ready:
            return
        self._own_ready = picture.t + _CHOOSING_S
        self._own.add(picture.t, pose, (picture.rgb.shape[1], picture.rgb.shape[0]))
        self._chosen = self._own.settled and self._own.strides

    def _better(self, t: float) -> Person | None:
        """Return who should be followed in place of the one who is."""
        if self._chosen or not self._crowd.known(t):
            return None
        best, sure = self._crowd.best(t)
        if best is None or not sure:
            return None
        if best is self._crowd.runner:
            self._chosen = best.strides
            return None
        return best if best.last_t == t else None

    def _change(self, picture: Picture, person: Person) -> Pose | None:
        """Follow somebody else from now on; who was followed so far never was the runner."""
        self._crowd.follow(person)
        self._chosen = True
        self._expected.forget()
        self._doubt = None
        self.wrong_from = self._first
        return self._relock(picture, person.pose)

    def _relock(self, picture: Picture, body: Pose) -> Pose | None:
        """Show the engine this body alone, so that it follows them from here on."""
        self._engine.restart()
        pose = self._engine(alone(picture, body))
        if pose is not None and trunk_of(pose).same(trunk_of(body)):
            return self._found(picture, pose)
        if not self._expected.known:
            self._expected.add(picture.index, picture.t, trunk_of(body))
        self._lose(picture.t)
        return None

    def _found(self, picture: Picture, pose: Pose) -> Pose:
        self._lost_at = None
        self._expected.add(picture.index, picture.t, trunk_of(pose))
        return pose

    def _lose(self, t: float) -> None:
        self._lost_at = t if self._lost_at is None else self._lost_at
        self._next_look = t + _SEEKING_S


def alone(picture: Picture, body: Pose) -> Picture:
    """Return the picture with everything but one body painted over in its mean colour."""
    height, width = picture.rgb.shape[:2]
    left, top, right, bottom = box_of(body, width, height, _ROOM)
    rgb = np.empty_like(picture.rgb)
    rgb[:] = picture.rgb[::8, ::8].reshape(-1, 3).mean(0).astype(np.uint8)
    rgb[top:bottom, left:right] = picture.rgb[top:bottom, left:right]
    return Picture(picture.index, picture.t, rgb)
