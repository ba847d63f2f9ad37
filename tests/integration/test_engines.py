"""Another engine through the whole road: what RTMPose tells is enough to measure a runner."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.metrics import Measurement, measure
from formcheck.options import Options
from formcheck.pipeline import conclude, correct, watch
from formcheck.pose import PoseTrack
from formcheck.pose.rtmpose_engine import HALPE
from formcheck.pose.rtmpose_files import WEIGHTS_VARIABLE
from formcheck.report.document import to_json
from tests.support import films
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of


def _as_told_by_rtmpose(track: PoseTrack) -> PoseTrack:
    """Leave its points alone, and no depth."""
    known = [int(one) for one in HALPE.values()]
    xy, visibility = np.full_like(track.xy, np.nan), np.zeros_like(track.visibility)
    xy[:, known], visibility[:, known] = track.xy[:, known], track.visibility[:, known]
    return replace(track, xy=xy, visibility=visibility, world=np.full_like(track.world, np.nan))


def _measured(track: PoseTrack) -> tuple[str, str, list[Measurement]]:
    motion, gait = gait_of(track)
    assert gait.activity.name == "running"
    return motion.view, motion.facing.side, list(measure(motion, gait))


@pytest.mark.parametrize("facing", ["left", "right"])
def test_its_points_alone_and_no_depth_give_the_same_measures(facing: str) -> None:
    whole = film(Runner(), Camera(facing=facing, noise_px=1.0))
    view, side, measurements = _measured(_as_told_by_rtmpose(whole))
    assert (view, side) == ("side", facing)
    expected = {(one.name, one.leg): one.value for one in _measured(whole)[2]}
    found = {(one.name, one.leg): one.value for one in measurements}
    assert found == expected
    assert sum(value is not None for value in found.values()) > 20


@pytest.mark.usefixtures("heavy_model")
def test_the_report_says_who_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    from tests.support.tiny_rtmpose import write_net

    net = write_net(tmp_path / "tiny.onnx", np.full((26, 2), 200))
    monkeypatch.setenv(WEIGHTS_VARIABLE, str(net))
    path = films.film(tmp_path / "film.mp4", t=films.even_times(40))
    options = Options(engine="rtmpose")
    report = correct(conclude(watch(path, options), options), ())
    assert not report.calibrated
    assert "RTMPose" in report.notes[0]
    told = json.loads(to_json(report))
    assert told["provenance"]["engine"] == told["options"]["engine"] == "rtmpose"
    assert told["provenance"]["onnxruntime"]
