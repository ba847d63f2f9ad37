"""landmarks.npz and landmarks.parquet: what was seen in every frame, to take along; docs/files.md tells all.

What is not known is NaN in numbers and an empty array where there is nothing at all; nothing is pickled.
"""

from __future__ import annotations

import io
import json
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import LEGS, Motion
from formcheck.pose import PoseTrack
from formcheck.pose.landmarks import COUNT, NAMES
from formcheck.report.value import Report

LAYOUT = "formcheck landmarks 1"
UNIT = "leg lengths"

Array = NDArray[np.float64]


def landmarks_npz(report: Report) -> bytes:
    """Return landmarks.npz; read it with ``numpy.load``."""
    out = io.BytesIO()
    np.savez_compressed(out, **_arrays(report))  # type: ignore[arg-type]  # the stub takes keywords for its own
    return out.getvalue()


def has_parquet() -> bool:
    """Whether this machine can write landmarks.parquet."""
    return find_spec("pyarrow") is not None


def landmarks_parquet(report: Report) -> bytes:
    """Return landmarks.parquet: one row for each landmark in each frame, what holds for all in its metadata.

    Raises
    ------
    ModuleNotFoundError
        When pyarrow is not installed; ask `has_parquet` first.
    """
    import pyarrow
    from pyarrow import parquet

    track = report.track
    frames = len(track.t)
    own = report.motion.at(track.t) if report.motion else np.full((frames, COUNT, 2), np.nan)
    table = pyarrow.table(
        {
            "frame": np.repeat(np.arange(frames, dtype=np.int32), COUNT),
            "t_s": np.repeat(track.t, COUNT),
            "landmark": pyarrow.array(list(NAMES) * frames).dictionary_encode(),
            "x_px": track.xy[..., 0].ravel(),
            "y_px": track.xy[..., 1].ravel(),
            "visibility": track.visibility.ravel(),
            "looked": np.repeat(_looked(track), COUNT),
            "forward_leg": own[..., 0].ravel(),
            "up_leg": own[..., 1].ravel(),
        }
    )
    out = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata({"formcheck": json.dumps(_facts(report))}), out)
    return out.getvalue()


def _arrays(report: Report) -> dict[str, NDArray[np.generic]]:
    track, motion = report.track, report.motion
    facts = {name: np.array(np.nan if fact is None else fact) for name, fact in _facts(report).items()}
    nothing = np.empty((0, COUNT, 2))
    return {
        "names": np.array(NAMES),
        "t": track.t,
        "frame": np.arange(len(track.t)),
        "xy": track.xy,
        "visibility": track.visibility,
        "looked": _looked(track),
        "world": track.world,
        "motion_t": motion.t if motion else np.empty(0),
        "motion_xy": motion.xy if motion else nothing,
        "motion_pixels": motion.pixels if motion else nothing,
        **facts,
    }


def _looked(track: PoseTrack) -> NDArray[np.bool_]:
    return np.ones(len(track.t), dtype=bool) if track.looked is None else track.looked


def _facts(report: Report) -> dict[str, object]:
    """Return what holds for all frames; None is not known."""
    return {
        "layout": LAYOUT,
        "size": [report.track.width, report.track.height],
        "piece": [int(edge) for edge in report.piece],
        "activity": report.gait.activity.name,
        **_understood(report.motion),
        **_events(report),
    }


def _understood(motion: Motion | None) -> dict[str, object]:
    factor = motion.time_factor if motion else None
    return {
        "unit": UNIT,
        "view": motion.view if motion else "unclear",
        "facing": motion.facing.side if motion else "unclear",
        "near_side": motion.near if motion else "",
        "leg_px": motion.leg_px if motion else None,
        "m_per_px": motion.scale.m_per_px if motion else None,
        "roll_deg": motion.level.roll_deg if motion else None,
        "roll_sd_deg": motion.level.sd_deg if motion and motion.level.roll_deg is not None else None,
        "time_factor": factor.value if factor and factor.certain else None,
    }


def _events(report: Report) -> dict[str, object]:
    found: dict[str, object] = {}
    for leg in LEGS:
        events = report.gait.events(leg)
        found[f"{leg}_initial_contact_s"] = events.initial_contact_s.tolist() if events else []
        found[f"{leg}_toe_off_s"] = events.toe_off_s.tolist() if events else []
    return found
