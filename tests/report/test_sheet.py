"""The clinical sheet answers the list item by item, and says what a film from behind is for."""

from __future__ import annotations

from dataclasses import replace

from formcheck.metrics import METRICS
from formcheck.report import Report
from formcheck.report.sheet import clinical_sheet, sheet_data, sheet_rows

SIDE_LIST = (
    "Foot-strike pattern",
    "Foot inclination angle",
    "Tibia angle",
    "Knee flexion during stance",
    "Hip extension in late stance",
    "Trunk lean",
    "Over-striding",
    "Vertical displacement of the body",
)


def test_every_item_of_the_list_is_there_and_rests_on_a_measure() -> None:
    items = [one.item for one in sheet_data().items]
    assert [item for item in dict.fromkeys(items) if item in SIDE_LIST] == list(SIDE_LIST)
    names = {metric.name for metric in METRICS} | {"cadence", "strike"}
    assert {one.measurement for one in sheet_data().items} <= names


def test_each_item_has_a_value_or_the_reason_why_not(running: Report) -> None:
    for row in sheet_rows(running):
        assert row.cells, row.item
        assert all(cell.value for cell in row.cells)


def test_at_thirty_frames_a_second_no_landing_is_named(running: Report) -> None:
    landing = sheet_rows(running)[0]
    assert "30 frames a second" in landing.cells[0].value
    fast = replace(running, clip=replace(running.clip, t=running.clip.t / 2, repeats=None))
    assert "heel" in sheet_rows(fast)[0].cells[0].value + sheet_rows(fast)[0].cells[0].interval


def test_the_page_is_self_contained_and_escaped(running: Report) -> None:
    named = replace(running, options=replace(running.options, title="<script>alert(1)</script>"))
    page = clinical_sheet(named)
    assert "<script" not in page
    assert "//" not in page
    for rear in sheet_data().rear:
        assert rear.item in page
