"""Files for other programs: what is written can be read back, and what is not known is not made up."""

from __future__ import annotations

import contextlib
import io
import json
import re
import socket
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from formcheck.errors import LibraryError, OptionError
from formcheck.motion import Scale, TimeFactor
from formcheck.pose.landmarks import NAMES, Landmark, index
from formcheck.report import Report, extras, pdf, write
from formcheck.report.extras import EXTRAS, chosen
from formcheck.report.landmarks_file import landmarks_npz, landmarks_parquet
from formcheck.report.trc import MARKERS, trc, why_no_trc
from tests.support import absent

Array = NDArray[np.float64]


def test_names_and_indices_of_the_landmarks_agree() -> None:
    assert len(set(NAMES)) == len(NAMES) == 33
    assert all(NAMES[one] == one.name.lower() for one in Landmark)


def test_landmarks_come_back_as_they_were(running: Report) -> None:
    motion, gait = running.motion, running.gait
    assert motion is not None
    assert gait.near is not None
    with np.load(io.BytesIO(landmarks_npz(running)), allow_pickle=False) as back:
        assert str(back["layout"]) == "formcheck landmarks 1"
        assert tuple(back["names"]) == NAMES
        for name, array in {
            "t": running.track.t,
            "xy": running.track.xy,
            "visibility": running.track.visibility,
            "motion_t": motion.t,
            "motion_xy": motion.xy,
            "near_initial_contact_s": gait.near.initial_contact_s,
        }.items():
            np.testing.assert_array_equal(back[name], array)
        assert (str(back["unit"]), str(back["view"]), str(back["near_side"])) == (
            "leg lengths",
            "side",
            "right",
        )
        assert float(back["m_per_px"]) == motion.scale.m_per_px
        assert float(back["roll_deg"]) == 2.0
        assert back["size"].tolist() == [240, 426]
        assert back["piece"].tolist() == [0, 90]
        assert back["looked"].all()


def test_landmarks_tell_where_the_model_did_not_look(running: Report) -> None:
    looked = np.arange(len(running.track.t)) % 3 != 2
    some = replace(running, track=replace(running.track, looked=looked))
    with np.load(io.BytesIO(landmarks_npz(some)), allow_pickle=False) as back:
        np.testing.assert_array_equal(back["looked"], looked)


def test_landmarks_of_nobody(nobody: Report) -> None:
    with np.load(io.BytesIO(landmarks_npz(nobody)), allow_pickle=False) as back:
        assert back["motion_xy"].shape == (0, 33, 2)
        assert back["near_toe_off_s"].shape == (0,)
        assert np.isnan(back["xy"]).all()
        assert np.isnan(back["m_per_px"])


@pytest.mark.parametrize("who", ["running", "nobody"])
def test_the_table_comes_back_as_it_was(who: str, request: pytest.FixtureRequest) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    report: Report = request.getfixturevalue(who)
    table = parquet.read_table(io.BytesIO(landmarks_parquet(report)))
    frames = len(report.track.t)
    assert table.num_rows == 33 * frames
    x = table["x_px"].to_numpy().reshape(frames, 33)
    np.testing.assert_array_equal(x, report.track.xy[..., 0])
    assert table["landmark"].to_pylist()[33:66] == list(NAMES)
    assert table["t_s"].to_numpy()[33] == report.track.t[1]
    facts = json.loads(table.schema.metadata[b"formcheck"])
    assert facts["activity"] == report.gait.activity.name
    if report.motion is not None:
        forward = table["forward_leg"].to_numpy().reshape(frames, 33)
        np.testing.assert_allclose(forward, report.motion.xy[..., 0], atol=1e-9)


def parsed(text: str) -> tuple[dict[str, str], list[str], Array, Array]:
    """Read a TRC file as OpenSim does: header, markers, times, ``(T, M, 3)`` places."""
    lines = text.split("\n")
    assert lines[0].startswith("PathFileType\t4\t(X/Y/Z)\t")
    header = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    markers = [name for name in lines[3].split("\t")[2:] if name]
    assert lines[4].split("\t")[2:5] == ["X1", "Y1", "Z1"]
    assert lines[5] == ""
    rows = [line.split("\t") for line in lines[6:] if line]
    assert all(len(row) == 2 + 3 * len(markers) for row in rows)
    assert [int(row[0]) for row in rows] == list(range(1, len(rows) + 1))
    cells = np.array([[float(cell) if cell else np.nan for cell in row[1:]] for row in rows])
    return header, markers, cells[:, 0], cells[:, 1:].reshape(len(rows), len(markers), 3)


def test_a_trc_holds_the_runner_in_metres(running: Report) -> None:
    motion = running.motion
    assert motion is not None
    assert motion.scale.m_per_px is not None
    header, markers, times, places = parsed(trc(running))
    assert header["Units"] == "m"
    assert (int(header["NumFrames"]), int(header["NumMarkers"])) == places.shape[:2]
    assert float(header["DataRate"]) == pytest.approx(30.0)
    assert markers == list(MARKERS)
    np.testing.assert_allclose(times, motion.t, atol=1e-6)
    metres = motion.leg_px * motion.scale.m_per_px
    assert metres == pytest.approx(0.9)
    knee, hip = (places[:, markers.index(name), :2] for name in ("RKnee", "RHip"))
    truth = motion.xy[:, index("knee", "right")] - motion.xy[:, index("hip", "right")]
    np.testing.assert_allclose(knee - hip, truth * metres, atol=2e-6)
    assert (places[..., 2] == 0).all()
    feet = places[:, [markers.index(name) for name in ("RHeel", "LHeel", "RBigToe", "LBigToe")], 1]
    assert abs(float(np.quantile(feet, 0.05))) < 0.001  # the ground is at 0
    hips = (places[:, markers.index("RHip"), 0] + places[:, markers.index("LHip"), 0]) / 2
    assert abs(float(np.median(hips))) < 1e-5
    assert places[:, markers.index("Nose"), 1].min() > 1.0


def test_a_slow_film_is_told_in_real_time(running: Report) -> None:
    assert running.motion is not None
    slow = replace(running, motion=replace(running.motion, time_factor=TimeFactor(4.0, True, "user")))
    header, _, times, _ = parsed(trc(slow))
    assert float(header["DataRate"]) == pytest.approx(120.0)
    assert np.diff(times) == pytest.approx(1 / 120, abs=2e-6)


def test_what_is_not_seen_is_an_empty_cell(running: Report) -> None:
    assert running.motion is not None
    xy = running.motion.xy.copy()
    xy[4:8, index("wrist", "left")] = np.nan
    _, markers, _, places = parsed(trc(replace(running, motion=replace(running.motion, xy=xy))))
    wrist = np.isnan(places[:, markers.index("LWrist")])
    assert wrist.all(axis=1).tolist() == [4 <= n < 8 for n in range(90)]
    assert not np.isnan(np.delete(places, markers.index("LWrist"), axis=1)).any()
    assert "nan" not in trc(replace(running, motion=replace(running.motion, xy=xy)))


def test_without_metres_seconds_or_a_side_view_there_is_no_trc(
    running: Report, front: Report, nobody: Report
) -> None:
    assert running.motion is not None
    flat = replace(running, motion=replace(running.motion, scale=Scale(None, "none")))
    unsure = replace(running.motion.time_factor, certain=False)
    for report, says in (
        (flat, "height"),
        (replace(running, motion=replace(running.motion, time_factor=unsure)), "frames a second"),
        (front, "side"),
        (nobody, "Nobody"),
    ):
        assert says in why_no_trc(report)
        with pytest.raises(ValueError, match=says):
            trc(report)
    assert why_no_trc(running) == ""


def test_files_are_named_and_unknown_ones_refused() -> None:
    assert chosen(["trc", "landmarks", "trc"]) == ("landmarks", "trc")
    with pytest.raises(OptionError, match="choose from landmarks, parquet, trc, pdf"):
        chosen(["c3d"])


def test_they_are_written_on_request_only_and_go_with_the_next_result(
    running: Report, nobody: Report, tmp_path: Path
) -> None:
    written = write(running, tmp_path, files=("landmarks", "trc"))
    assert set(written.extras) == {"landmarks", "trc"}
    assert written.left_out == {}
    assert all(path.is_file() for path in written.extras.values())
    none = write(nobody, tmp_path, files=chosen(["trc"]))
    assert none.extras == {}
    assert none.left_out == {"trc": why_no_trc(nobody)}
    assert not (tmp_path / "pose.trc").exists()
    assert not (tmp_path / "landmarks.npz").exists()


def test_what_this_machine_lacks_is_said(
    nobody: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "has_parquet", lambda: False)
    monkeypatch.setattr(extras, "has_pdf", lambda: False)
    written = write(nobody, tmp_path, files=EXTRAS)
    assert set(written.extras) == {"landmarks"}
    assert "pip install pyarrow" in written.left_out["parquet"]
    assert "formcheck[pdf]" in written.left_out["pdf"]


def test_a_pdf_without_its_extra_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "has_pdf", lambda: False)
    with pytest.raises(LibraryError, match=r"pip install 'formcheck\[pdf\]'"):
        pdf.to_pdf(tmp_path / "report.html", tmp_path / "report.pdf")


def _page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of the pages, which lie in compressed objects."""
    whole = data
    for part in data.split(b"stream\n")[1:]:
        with contextlib.suppress(zlib.error):
            whole += zlib.decompressobj().decompress(part)
    found = re.findall(rb"/MediaBox \[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]", whole)
    return [(float(width), float(height)) for width, height in found]


@pytest.mark.parametrize(("paper", "box"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_page_becomes_a_pdf(
    running: Report, tmp_path: Path, paper: pdf.Paper, box: tuple[int, int]
) -> None:
    if not pdf.has_pdf():
        pytest.skip(f"{absent.NO_PDF}: pip install 'formcheck[pdf]'")
    written = write(running, tmp_path)
    pdf.to_pdf(written.html, tmp_path / "out.pdf", paper=paper)
    data = (tmp_path / "out.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    sizes = _page_sizes(data)
    assert 5 < len(sizes) < 25
    for size in sizes:
        assert size == pytest.approx(box, abs=1)


def test_a_pdf_fetches_nothing(tmp_path: Path) -> None:
    if not pdf.has_pdf():
        pytest.skip(f"{absent.NO_PDF}: pip install 'formcheck[pdf]'")
    beside = tmp_path / "secret.css"
    beside.write_text("@page { size: 50px 50px }")
    page = tmp_path / "page.html"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        page.write_text(f'<link rel=stylesheet href="{beside.as_uri()}"><img src="{address}.png">x')
        pdf.to_pdf(page, tmp_path / "out.pdf")
        with pytest.raises(TimeoutError):
            server.accept()
    assert _page_sizes((tmp_path / "out.pdf").read_bytes()) == [pytest.approx((595, 842), abs=1)]
