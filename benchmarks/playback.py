"""Pose engines that play back: what the model saw, or the truth with the model's own jitter."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Picture, Reader, probe
from formcheck.clip.index import index_of
from formcheck.clip.sampling import Wish, sampling_of
from formcheck.pose import follow
from formcheck.pose.engine import Pose
from formcheck.pose.models import ModelFile

Array = NDArray[np.float64]


class Recorded:
    """Plays back poses frame by frame.

    Parameters
    ----------
    every
        One in so many of the film's pictures is taken.
    xy, visibility, world
        ``(T, 33, 2)``, ``(T, 33)``, ``(T, 33, 3)`` as in a pose track; NaN in `xy` is "nobody found".
    """

    def __init__(self, xy: Array, visibility: Array, world: Array, every: int = 1) -> None:
        self._every = every
        self._xy, self._visibility, self._world = xy, visibility, world

    def __call__(self, picture: Picture) -> Pose | None:
        """Return the recorded pose of this frame."""
        k = picture.index * self._every
        if np.isnan(self._xy[k, 0, 0]):
            return None
        return Pose(self._xy[k], self._visibility[k], self._world[k])

    def restart(self) -> None:
        """Nothing to forget."""

    def close(self) -> None:
        """Nothing to release."""


class NoCuts:
    """Takes a film for one shot."""

    def feed(self, picture: object) -> bool:  # noqa: ARG002
        """Find no cut."""
        return False


def record(film: Path, model: ModelFile, path: Path) -> None:
    """Follow the runner through a film as `formcheck.pipeline.watch` does, and keep what was seen."""
    from formcheck.pose.mediapipe_engine import MediaPipeEngine
    from formcheck.pose.scout import MediaPipeScout

    with MediaPipeEngine(model.path) as engine, closing(MediaPipeScout(model.path)) as scout:
        _, track = follow(Reader(probe(film)), engine, NoCuts(), scout=scout)
    draft = path.with_suffix(".part.npz")
    np.savez_compressed(draft, xy=track.xy, visibility=track.visibility, world=track.world)
    draft.rename(path)


def every_in(film: Path) -> int:
    """Of how many pictures of a film one is taken."""
    index = index_of(probe(film))
    return sampling_of(index.t, Wish()).every if index else 1


def seen(path: Path, film: Path, *, whole: bool = False) -> Recorded:
    """Play back what the model saw in a film, in the pictures that are taken or in all of them."""
    with np.load(path) as kept:
        return Recorded(kept["xy"], kept["visibility"], kept["world"], 1 if whole else every_in(film))


def exact(path: Path, film: Path, pixels: Array, jitter_px: Array, seed: int) -> Recorded:
    """Play back the truth with the model's jitter, and the model's own word on what can be seen.

    Parameters
    ----------
    path
        A recording, for visibility and depth.
    film
        The film.
    pixels
        ``(T, 33, 2)`` the true landmarks.
    jitter_px
        ``(33,)`` standard deviation of white noise, pixels.
    seed
        Of the noise.
    """
    with np.load(path) as kept:
        visibility, world = kept["visibility"], kept["world"]
    noise = np.random.default_rng([seed, 31]).standard_normal(pixels.shape)
    return Recorded(pixels + noise * jitter_px[:, None], visibility, world, every_in(film))
