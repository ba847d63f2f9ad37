"""Reports made from formulas, with a tiny matching film: reports and pages are tested without the model.

A stick runner of known kinematics runs on the spot. Nothing here is a claim about real runners: the numbers
are plausible, complete and exactly known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Clip, probe
from formcheck.gait import Activity, Events, Gait
from formcheck.motion import Facing, Level, Motion, Repairs, Scale, TimeFactor
from formcheck.options import Options
from formcheck.pose import PoseTrack
from formcheck.report import Provenance, Report
from tests.support.figure import draw_figure, pose_at, stance_ends
from tests.support.findings import all_verdicts, everything_withheld, measurements

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Film:
    """How the stick runner is filmed."""

    width: int = 240
    height: int = 426
    fps: float = 30.0
    seconds: float = 3.0
    stride_s: float = 0.7
    roll_deg: float = 2.0
    facing_left: bool = False

    @property
    def leg_px(self) -> float:
        """Leg length, pixels."""
        return 0.36 * self.height

    @property
    def near(self) -> Literal["left", "right"]:
        """The runner's own side that is towards the camera."""
        return "left" if self.facing_left else "right"

    @property
    def t(self) -> Array:
        """Frame times, seconds."""
        return np.arange(round(self.fps * self.seconds)) / self.fps

    def pixels(self, xy: Array) -> Array:
        """Picture pixels of points in leg lengths round the hip, x forward, y up."""
        roll = np.deg2rad(self.roll_deg)
        x = (-1.0 if self.facing_left else 1.0) * xy[..., 0]
        right = x * np.cos(roll) + xy[..., 1] * np.sin(roll)
        down = x * np.sin(roll) - xy[..., 1] * np.cos(roll)
        hip = np.array([0.5 * self.width, 0.52 * self.height])
        points: Array = hip + self.leg_px * np.stack([right, down], axis=-1)
        return points


def running(
    folder: Path, film: Film | None = None, *, name: str = "runner.mp4", options: Options | None = None
) -> Report:
    """Build a side view of running with findings of every verdict, and write its film into `folder`."""
    film = film or Film()
    clip = write_film(folder / name, film)
    motion, gait = _motion(film), _gait(film)
    numbers = measurements(gait.strides("near"), motion.near)
    return Report(
        clip=clip,
        track=_track(film, motion),
        piece=(0, len(clip.t)),
        motion=motion,
        gait=gait,
        measurements=numbers,
        findings=all_verdicts(numbers),
        notes=("Filmed at 30 frames a second: contact times are uncertain. Film at 60 or more.",),
        options=options or Options(speed_kmh=11.0),
        provenance=_provenance(),
    )


def front(folder: Path) -> Report:
    """Build a front view: activity and cadence are known, everything else is withheld with a reason."""
    report = running(folder, name="front.mp4")
    assert report.motion is not None
    reason = "This is a front view: film from the side, square to the belt."
    withheld = everything_withheld(report.measurements, reason)
    return replace(
        report,
        motion=replace(
            report.motion,
            view="front",
            facing=Facing("unclear", "none"),
            level=Level(None, 2.0, "none", "No upright lines were found behind the runner."),
            scale=Scale(None, "none", reason="Neither height nor belt speed is known."),
        ),
        gait=replace(report.gait, near=None, far=None, events_reason=reason),
        measurements=withheld,
        findings=tuple(
            replace(one, verdict="not visible", measured=reason, cue="", drill="", rank=None)
            for one in all_verdicts(withheld)
        ),
        notes=(reason,),
        options=Options(),
    )


def walking(folder: Path) -> Report:
    """Build a clip in which somebody walks: seen and followed, but not measured."""
    report = running(folder, name="walking.mp4")
    reason = "Somebody walks here: a foot is on the ground at any time."
    return replace(
        report,
        gait=replace(report.gait, activity=Activity("walking", reason)),
        measurements=(),
        findings=(),
        notes=(reason,),
    )


def nobody(folder: Path) -> Report:
    """Build a clip in which nobody is found."""
    film = Film(seconds=1.0)
    clip = write_film(folder / "empty.mp4", film, empty=True)
    t = film.t
    gone = np.full((len(t), 33, 2), np.nan)
    track = PoseTrack(
        t, gone, np.zeros((len(t), 33)), np.full((len(t), 33, 3), np.nan), film.width, film.height
    )
    reason = "Nobody was found in the picture."
    return Report(
        clip=clip,
        track=track,
        piece=(0, len(t)),
        motion=None,
        gait=Gait(Activity("nobody", reason), None, None, reason, 0, None, 0.0),
        measurements=(),
        findings=(),
        notes=("Film yourself from the side, the whole body and the belt in the picture.",),
        options=Options(),
        provenance=_provenance(),
    )


def write_film(path: Path, film: Film, *, empty: bool = False) -> Clip:
    """Write the stick runner as a small H.264 file and say what it holds."""
    import av

    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=round(film.fps), options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = film.width, film.height, "yuv420p"
        for t in film.t:
            points = None if empty else film.pixels(pose_at(float(t), film.stride_s, film.near))
            picture = draw_figure(film.width, film.height, points, film.near)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return Clip(probe(path), film.t)


def _motion(film: Film) -> Motion:
    xy = np.stack([pose_at(float(t), film.stride_s, film.near) for t in film.t])
    return Motion(
        t=film.t,
        xy=xy,
        near=film.near,
        step_s=film.stride_s / 2,
        leg_px=film.leg_px,
        view="side",
        facing=Facing("left" if film.facing_left else "right", "feet and belt"),
        level=Level(film.roll_deg, 0.6, "background"),
        scale=Scale(0.9 / film.leg_px, "speed", 0.03),
        time_factor=TimeFactor(1.0, True, "step rate and bounce"),
        repairs=Repairs(legs_swapped_back=0.02, knees_swapped_back=0.01, filled=0.0, seen=1.0),
        visible=np.ones(33),
        pixels=film.pixels(xy),
        confidence=0.97,
    )


def _gait(film: Film) -> Gait:
    near = _events(film, 0.0)
    far = _events(film, 0.5)
    steps = len(near.initial_contact_s) + len(far.initial_contact_s)
    return Gait(
        activity=Activity("running", "Both feet are off the ground between steps."),
        near=near,
        far=far,
        events_reason="",
        steps=steps,
        cadence_file_spm=120 / film.stride_s,
        cadence_sd_spm=0.3,
    )


def _events(film: Film, shift: float) -> Events:
    contacts, toe_offs = stance_ends(film.stride_s, shift, film.seconds)
    return Events(contacts, toe_offs, 0.006, 0.009, 0.004, 0.005)


def _track(film: Film, motion: Motion) -> PoseTrack:
    shape = motion.pixels.shape[:2]
    world = np.concatenate([motion.xy * 0.9, np.zeros((*shape, 1))], axis=-1)
    return PoseTrack(film.t, motion.pixels, np.ones(shape), world, film.width, film.height)


def _provenance() -> Provenance:
    return Provenance(
        formcheck="0.1.0",
        python="3.11.2",
        mediapipe="1.2.0",
        opencv="5.0.0",
        numpy="2.0.0",
        scipy="1.13.0",
        av="17.0.0",
        model="pose_landmarker_heavy",
        model_sha256="0" * 64,
        created_utc="2026-01-02T03:04:05Z",
    )
