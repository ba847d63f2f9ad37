"""Files that were taken along, opened as their readers would: each check raises where a file is not whole."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import wave
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from formcheck.pose.landmarks import COUNT
from formcheck.report.read import parse_document
from formcheck.report.schema import Document

SOON_MS = 30_000
_LEAST_PX = 100
_QUIET = 0.02  # of full loudness: below it nothing is heard


def button(page: Page, label: str) -> Locator:
    """Find the button of a file by all of its label."""
    named = page.get_by_text(label, exact=True)
    return page.get_by_test_id("stDownloadButton").filter(has=named).get_by_role("button")


def fetch(page: Page, label: str, folder: Path) -> tuple[str, bytes]:
    """Press a button and return the file's name and what is in it."""
    with page.expect_download(timeout=SOON_MS) as coming:
        button(page, label).click()
    target = folder / coming.value.suggested_filename
    coming.value.save_as(target)
    return target.name, target.read_bytes()


class _Parts(HTMLParser):
    """Counts what a page is made of, and notes what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.count: dict[str, int] = {}
        self.fetched: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] = self.count.get(tag, 0) + 1
        told = dict(attrs)
        wanted = (told.get("src"), told.get("href") if tag == "link" else None)
        self.fetched += [one for one in wanted if one and not one.startswith("data:")]

    def handle_data(self, data: str) -> None:
        self.text += data


def _page(data: bytes) -> _Parts:
    text = data.decode()
    parts = _Parts()
    parts.feed(text)
    assert text.rstrip().endswith("</html>")
    assert parts.fetched == []  # it stands alone
    assert parts.count["h1"] == 1
    return parts


def html(data: bytes, report: Document) -> None:
    """The report: every finding is told, with pictures in it."""
    parts = _page(data)
    assert parts.count.get("img", 0) >= 3
    for one in report.findings:
        assert one.title in parts.text


def sheet(data: bytes, report: Document) -> None:
    """The sheet: the clip's name and a table of measures with numbers."""
    parts = _page(data)
    assert report.clip.title in parts.text
    assert parts.count["tr"] > 5
    assert re.search(r"\d °|\d°|deg", parts.text)


def film(data: bytes, report: Document) -> None:
    """The film: H.264, whole, every picture can be decoded and times go on."""
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        pictures = list(container.decode(stream))
    times = [one.time for one in pictures if one.time is not None]
    assert len(times) == len(pictures) > 30
    assert all(before < after for before, after in pairwise(times))
    assert pictures[-1].width > _LEAST_PX
    assert times[-1] - times[0] <= report.clip.duration_s + 0.1


def key_frames(data: bytes, _report: Document) -> None:
    """The key frames: pictures of a fair size, no two alike."""
    import cv2

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        packed = [archive.read(name) for name in archive.namelist()]
    pictures = [cv2.imdecode(np.frombuffer(one, np.uint8), cv2.IMREAD_COLOR) for one in packed]
    assert len(set(packed)) == len(packed) >= 3
    assert all(one is not None and min(one.shape[:2]) > _LEAST_PX for one in pictures)


def table(data: bytes, report: Document) -> None:
    """The measures: one line for each measurement of the report, with its value."""
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert [row["name"] for row in rows] == [one.name for one in report.measurements]
    for row, one in zip(rows, report.measurements, strict=True):
        if one.value is None:
            assert row["value"] == ""
            assert row["reason"]
        else:
            assert float(row["value"]) == pytest.approx(one.value, rel=1e-4, abs=1e-3)


def document(data: bytes, report: Document) -> None:
    """The data: what formcheck itself reads back."""
    assert parse_document(data, "report.json") == report


def sound(data: bytes, _report: Document) -> None:
    """The beat: clicks as far apart as some step rate asks, and loud enough to be heard."""
    with wave.open(io.BytesIO(data)) as file:
        rate, frames = file.getframerate(), file.getnframes()
        heard = np.frombuffer(file.readframes(frames), "<i2") / 32767
    assert frames / rate > 5
    loud = np.flatnonzero(np.abs(heard) > _QUIET)
    begins = loud[np.diff(loud, prepend=-rate) > 0.1 * rate]
    gaps = np.diff(begins) / rate
    assert 60 / 240 < np.median(gaps) < 60 / 120
    assert np.ptp(gaps) < 0.01


def numpy_file(data: bytes, report: Document) -> None:
    """The landmarks for NumPy: every frame of the clip, without anything pickled."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        frames = len(arrays["t"])
        assert arrays["xy"].shape == (frames, COUNT, 2)
        assert len(arrays["names"]) == COUNT
        assert arrays["motion_xy"].shape[1:] == (COUNT, 2)
        assert np.isfinite(arrays["xy"]).mean() > 0.5
        assert arrays["t"][-1] <= report.clip.duration_s + 0.1


def parquet_file(data: bytes, _report: Document) -> None:
    """The landmarks for Parquet: a row for each landmark of each frame."""
    from pyarrow import parquet

    rows = parquet.read_table(io.BytesIO(data))
    frames = len(set(rows["frame"].to_pylist()))
    assert rows.num_rows == COUNT * frames
    assert frames > 30
    assert b"formcheck" in rows.schema.metadata


def trc_file(data: bytes, _report: Document) -> None:
    """The markers: as many rows and columns as the head says, hips between feet and shoulders, in metres."""
    lines = data.decode().split("\n")
    assert lines[0].startswith("PathFileType\t4")
    told = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    rows = [line.split("\t") for line in lines[6:] if line]
    assert told["Units"] == "m"
    assert len(rows) == int(told["NumFrames"]) > 30
    assert {len(row) for row in rows} == {2 + 3 * int(told["NumMarkers"])}
    names = [one for one in lines[3].split("\t")[2:] if one]
    heights = {
        name: float(np.median([float(row[3 + 3 * k]) for row in rows if row[3 + 3 * k]]))
        for k, name in enumerate(names)
        if any(row[3 + 3 * k] for row in rows)
    }
    ankle, hip, shoulder = (heights[name] for name in ("RAnkle", "RHip", "RShoulder"))
    assert 0 <= ankle < hip < shoulder < 2.5


def pdf_file(data: bytes, _report: Document) -> None:
    """The printed report: a PDF with pages and an end."""
    assert data.startswith(b"%PDF-")
    assert b"%%EOF" in data[-1024:]


Check = Callable[[bytes, Document], None]
# By the label of the button: the file's name and its check.
ALWAYS: dict[str, tuple[str, Check]] = {
    "Report": ("report.html", html),
    "Video": ("annotated.mp4", film),
    "Key frames": ("keyframes.zip", key_frames),
    "Sheet for a physiotherapist": ("clinical_sheet.html", sheet),
    "Measures": ("measures.csv", table),
    "Data": ("report.json", document),
}
BEAT: dict[str, tuple[str, Check]] = {"Beat to run to": ("metronome.wav", sound)}
LANDMARKS: dict[str, tuple[str, Check]] = {"Landmarks (NumPy)": ("landmarks.npz", numpy_file)}
PARQUET: dict[str, tuple[str, Check]] = {"Landmarks (Parquet)": ("landmarks.parquet", parquet_file)}
TRC: dict[str, tuple[str, Check]] = {"OpenSim, Sports2D (TRC)": ("pose.trc", trc_file)}
PDF: dict[str, tuple[str, Check]] = {"Report (PDF)": ("report.pdf", pdf_file)}


def open_all(page: Page, files: dict[str, tuple[str, Check]], report: Document) -> dict[str, bytes]:
    """Take files along, open each, and return them by name."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for label, (name, check) in files.items():
            came, data = fetch(page, label, Path(folder))
            assert came == name, label
            check(data, report)
            found[name] = data
    return found
