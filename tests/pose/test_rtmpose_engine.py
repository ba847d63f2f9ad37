"""RTMPose's loading, cutting out, reading and naming, on a tiny net that is made here."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from pathlib import Path

from formcheck.clip import Picture
from formcheck.errors import ModelError
from formcheck.pose.engine import Pose
from formcheck.pose.landmarks import COUNT, Landmark
from formcheck.pose.rtmpose_engine import HALPE, POINTS, RtmPoseEngine, decode
from tests.support.tiny_rtmpose import HEIGHT, SPLIT, WIDTH, write_net

BOX = np.array([300.0, 100.0, 420.0, 400.0])  # of the person, as the scout sees them
SCALE = HEIGHT / (300.0 * 1.1 * 1.25)  # grown a tenth, then padded a quarter; the height decides
DOT = (350, 180)


class OneBody:
    """A scout that always finds the same two bodies, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.closed = 0

    def __call__(self, picture: Picture) -> list[Pose]:
        self.asked += 1
        return [_body(np.array([10.0, 10.0, 30.0, 60.0])), _body(BOX)]

    def close(self) -> None:
        self.closed += 1


def _body(box: np.ndarray) -> Pose:
    xy = np.full((COUNT, 2), np.nan)
    xy[:] = (box[:2] + box[2:]) / 2
    xy[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]] = box[:2]
    xy[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]] = box[2:]
    return Pose(xy, np.ones(COUNT), np.zeros((COUNT, 3)))


@pytest.fixture
def bins() -> np.ndarray:
    rng = np.random.default_rng(7)
    return np.column_stack(
        [
            rng.integers(60, WIDTH * SPLIT - 60, POINTS),
            rng.integers(60, HEIGHT * SPLIT - 60, POINTS),
        ]
    )


@pytest.fixture
def picture() -> Picture:
    rgb = np.zeros((480, 640, 3), np.uint8)
    rgb[..., 2] = 255  # blue is no red: the channels must not change places
    rgb[DOT[1] - 2 : DOT[1] + 3, DOT[0] - 2 : DOT[0] + 3] = [255, 0, 0]
    return Picture(0, 0.0, rgb)


def _in_picture(bins: np.ndarray, middle: np.ndarray, scale: float) -> np.ndarray:
    return np.asarray((bins / SPLIT - [WIDTH / 2, HEIGHT / 2]) / scale + middle)


def test_points_come_back_to_where_they_are_in_the_picture(
    tmp_path: Path, bins: np.ndarray, picture: Picture
) -> None:
    scout = OneBody()
    with RtmPoseEngine(write_net(tmp_path / "a.onnx", bins), scout) as engine:
        pose = engine(picture)
    assert pose is not None
    expected = _in_picture(bins, np.array([360.0, 250.0]), SCALE)
    for theirs, ours in list(HALPE.items())[1:]:
        assert pose.xy[ours] == pytest.approx(expected[theirs], abs=1e-6)
        assert pose.visibility[ours] == pytest.approx(0.9)
    assert pose.xy[Landmark.NOSE] == pytest.approx(DOT, abs=3.0)  # looked for in the pixels themselves
    assert scout.closed == 1


def test_what_the_net_does_not_tell_is_unknown(tmp_path: Path, bins: np.ndarray, picture: Picture) -> None:
    pose = RtmPoseEngine(write_net(tmp_path / "a.onnx", bins), OneBody())(picture)
    assert pose is not None
    unknown = sorted(set(range(COUNT)) - set(HALPE.values()))
    assert set(Landmark) <= set(HALPE.values())  # everything that is measured is told
    assert np.isnan(pose.xy[unknown]).all()
    assert not pose.visibility[unknown].any()
    assert np.isnan(pose.world).all()


def test_every_halpe_point_has_its_name() -> None:
    # The order of the Halpe set as its authors publish it, left before right.
    body = ("eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    names = ["nose", *(f"{side}_{one}" for one in body for side in ("left", "right"))]
    names += ["head", "neck", "hip", "left_toe", "right_toe", "left_small_toe", "right_small_toe"]
    names += ["left_heel", "right_heel"]
    assert len(names) == POINTS
    assert {k: one.name.lower() for k, one in HALPE.items()} == {
        k: name for k, name in enumerate(names) if name.upper() in Landmark.__members__
    }


def test_it_tracks_and_forgets(tmp_path: Path, bins: np.ndarray, picture: Picture) -> None:
    scout = OneBody()
    engine = RtmPoseEngine(write_net(tmp_path / "a.onnx", bins), scout)
    first, second = engine(picture), engine(picture)
    assert first is not None
    assert second is not None
    assert scout.asked == 1
    points = _in_picture(bins, np.array([360.0, 250.0]), SCALE)
    points[0] = first.xy[Landmark.NOSE]
    low, high = points.min(0), points.max(0)
    scale = min(np.array([WIDTH, HEIGHT]) / ((high - low) * 1.1 * 1.25))
    expected = _in_picture(bins, (low + high) / 2, scale)
    assert second.xy[Landmark.LEFT_HEEL] == pytest.approx(expected[24], abs=1e-6)
    engine.restart()
    engine(picture)
    assert scout.asked == 2


def test_a_body_nobody_is_sure_of_is_nobody(tmp_path: Path, bins: np.ndarray, picture: Picture) -> None:
    scout = OneBody()
    engine = RtmPoseEngine(write_net(tmp_path / "a.onnx", bins, peak=0.1), scout)
    assert engine(picture) is None
    assert engine(picture) is None
    assert scout.asked == 2


def test_without_a_scout_the_whole_picture_is_the_first_box(
    tmp_path: Path, bins: np.ndarray, picture: Picture
) -> None:
    pose = RtmPoseEngine(write_net(tmp_path / "a.onnx", bins))(picture)
    assert pose is not None
    expected = _in_picture(bins, np.array([320.0, 240.0]), WIDTH / (640 * 1.25))
    assert pose.xy[Landmark.RIGHT_TOE] == pytest.approx(expected[21], abs=1e-6)


def test_a_point_is_as_sure_as_its_lower_peak() -> None:
    x, y = np.zeros((1, 384), np.float32), np.zeros((1, 512), np.float32)
    x[0, 101], y[0, 300] = 0.8, 0.5
    points, scores = decode(x, y, (WIDTH, HEIGHT))
    assert points[0] == pytest.approx([50.5, 150.0])
    assert scores[0] == pytest.approx(0.5)


def test_a_model_of_another_kind_is_refused(tmp_path: Path, bins: np.ndarray, picture: Picture) -> None:
    with pytest.raises(ModelError, match="17 points"):
        RtmPoseEngine(write_net(tmp_path / "coco.onnx", bins[:17]))(picture)
    with pytest.raises(ModelError, match="no RTMPose model"):
        RtmPoseEngine(write_net(tmp_path / "grey.onnx", bins, inputs=1))
    (tmp_path / "junk.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot be read"):
        RtmPoseEngine(tmp_path / "junk.onnx")
