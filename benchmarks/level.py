"""How well the level is found in rooms of the tuning seeds, some of which are drawn to mislead.

    python -m benchmarks.level [--rooms N]

Draws nine frames of each room with its runner, and holds the level found in them against the camera's roll
at the runner. Prints what was told, refused and off, worst first; and how far pitch and yaw were off.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Picture
from formcheck.motion.backdrop import find_backdrop
from formcheck.motion.edges import Body
from formcheck.motion.level import Background, look_at_background
from formcheck.motion.still import StillSampler, shrink_factor
from formcheck.motion.understood import Level
from formcheck.pose.landmarks import Landmark, index
from sample_videos.renderer.drawing.film import Studio, frame_times, runner
from sample_videos.renderer.known.anatomy import landmarks
from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.seeds.matrix import TUNING_SEEDS, matrix

Array = NDArray[np.float64]
_FRAMES = 9


@dataclass(frozen=True)
class Room:
    """What was found in one room."""

    seed: int
    true: float
    pitch: float
    yaw: float
    background: Background

    @property
    def found(self) -> Level:
        """The level."""
        return self.background.level

    @property
    def off(self) -> float:
        """Found less true, degrees; NaN where it was refused."""
        return (np.nan if self.found.roll_deg is None else self.found.roll_deg) - self.true


def look(seed: int) -> Room:
    clip = matrix(seed)
    frames = [int(k) for k in np.linspace(0, len(frame_times(clip)) - 1, _FRAMES)]
    stills = StillSampler()
    for number, picture in enumerate(Studio(clip).frames(frames)):
        stills.feed(Picture(number, float(number), picture))
    true = clip.camera.roll_at(np.array([0.0, 1.1, 0.0]))
    camera = clip.camera
    pitch = float(np.degrees(np.arctan2(camera.aim - camera.level, camera.distance)))
    yaw = (camera.azimuth + 90) % 180 - 90
    found = look_at_background(find_backdrop(stills.pictures(0, _FRAMES)), _body(clip, frames))
    return Room(seed, true, pitch, yaw, found)


def _body(clip: Clip, frames: list[int]) -> Body:
    body, motion = runner(clip)
    pixels = clip.camera.project(landmarks(body, motion.bones(frame_times(clip)[frames])))[0]
    place = np.median(pixels, axis=0) * shrink_factor(clip.camera.width, clip.camera.height)
    near = "right" if clip.camera.place[2] > 0 else "left"
    hip, shoulder = (
        (place[index(joint, "left")] + place[index(joint, "right")]) / 2 for joint in ("hip", "shoulder")
    )
    chain = np.stack([place[index("knee", near)], hip, shoulder, place[Landmark.NOSE]])
    return Body(chain, float(np.linalg.norm(hip - shoulder)))


def turns(rooms: list[Room]) -> None:
    """Print how far pitch and yaw were off where a level was told."""
    for name in ("pitch", "yaw"):
        each = [(getattr(one.background, name), getattr(one, name)) for one in rooms]
        off = np.array([angle.deg - true for angle, true in each if angle is not None])
        sd = np.array([angle.sd_deg for angle, _ in each if angle is not None])
        inside = int((np.abs(off) <= 1.96 * sd).sum())
        rms = np.sqrt((off**2).mean())
        print(f"{name}: RMS {rms:.1f} deg, within 1.96 deviations in {inside} of {len(off)}")
    print()


def main() -> None:
    import multiprocessing

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rooms", type=int, default=len(TUNING_SEEDS))
    told = parser.parse_args()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        rooms = pool.map(look, TUNING_SEEDS[: told.rooms], chunksize=1)
    known = sorted((one for one in rooms if not np.isnan(one.off)), key=lambda one: -abs(one.off))
    off = np.array([one.off for one in known])
    inside = sum(abs(one.off) <= 1.96 * one.found.sd_deg for one in known)
    print(f"{len(rooms)} rooms: told in {len(known)}, refused in {len(rooms) - len(known)}; ", end="")
    print(f"RMS {np.sqrt((off**2).mean()):.2f} deg, 95 % interval held in {inside} of {len(known)}\n")
    turns(known)
    print("| seed | true roll, deg | off | SD told |\n|---|---|---|---|")
    for one in known[:10]:
        print(f"| {one.seed} | {one.true:+.2f} | {one.off:+.2f} | {one.found.sd_deg:.2f} |")


if __name__ == "__main__":
    main()
