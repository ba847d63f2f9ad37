"""Another engine through the whole road: what RTMPose tells is enough to measure a runner."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.films import Film
from benchmarks.playback import Recorded
from formcheck import pipeline
from formcheck.options import Options
from formcheck.pipeline import conclude, watch
from formcheck.pose.rtmpose_engine import HALPE
from formcheck.pose.rtmpose_files import WEIGHTS_VARIABLE
from formcheck.report import Report
from formcheck.report.document import to_json

SAMPLE = Path(__file__).resolve().parents[2] / "sample_videos" / "good_right.mp4"


def _measured(film: Film, known: list[int]) -> Report:
    """Conclude from true landmarks, some of them alone, and without depth."""
    assert film.pixels is not None
    pixels = np.full_like(film.pixels, np.nan)
    pixels[:, known] = film.pixels[:, known]
    seen = np.isfinite(pixels[..., 0]).astype(np.float64)
    engine = Recorded(pixels, seen, np.full((*seen.shape, 3), np.nan))
    return conclude(watch(SAMPLE, engine=engine), correct=False)


@pytest.mark.usefixtures("heavy_model")
def test_its_points_alone_and_no_depth_give_the_same_measures() -> None:
    film = Film(SAMPLE)
    some, everything = (_measured(film, known) for known in (sorted(HALPE.values()), list(range(33))))
    assert some.motion is not None
    assert (some.motion.view, some.motion.facing.side) == ("side", "right")
    assert some.gait.activity.name == "running"
    found = {(one.name, one.leg): one.value for one in some.measurements}
    assert found == {(one.name, one.leg): one.value for one in everything.measurements}
    assert sum(value is not None for value in found.values()) > 20


@pytest.mark.usefixtures("heavy_model")
def test_the_report_says_who_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    from tests.support.tiny_rtmpose import write_net

    bins = np.column_stack([np.linspace(90, 290, 26), np.linspace(80, 430, 26)]).astype(np.int64)
    net = write_net(tmp_path / "tiny.onnx", bins)
    monkeypatch.setenv(WEIGHTS_VARIABLE, str(net))
    options = Options(engine="rtmpose", until_s=2.0)
    report = pipeline.analyze(SAMPLE, options)
    assert not report.calibrated
    assert "RTMPose" in report.notes[0]
    assert "RTMPose" in pipeline.correct(report, ()).notes[0]
    told = json.loads(to_json(report))
    assert told["provenance"]["engine"] == told["options"]["engine"] == "rtmpose"
    assert told["provenance"]["onnxruntime"]
    assert "RTMPose" not in "".join(pipeline.analyze(SAMPLE, Options(until_s=2.0)).notes)  # nothing mixed up
