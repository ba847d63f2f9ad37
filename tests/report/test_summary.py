from __future__ import annotations

import io

import pytest
from rich.console import Console

from formcheck.report import Report
from formcheck.report.summary import summary


def _printed(report: Report, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(summary(report))
    return out.getvalue()


def test_it_says_what_was_understood_and_what_to_do(running: Report) -> None:
    text = _printed(running)
    assert "side view" in text
    assert text.index("1 ➜ Land closer under you") < text.index("2 ◉ Run a little flatter")
    assert "Think: Quicker, quieter steps." in text
    assert "✓ Head up  good" in text
    assert "– Relaxed arms  not visible" in text
    assert "Note: Filmed at 30 frames a second" in text


def test_the_table_shows_values_with_ranges(running: Report) -> None:
    lines = _printed(running).splitlines()
    row = next(line for line in lines if line.startswith("Ankle ahead of the hip at contact, right"))
    assert "30 % of a leg" in row
    assert "28 to 33" in row


def test_from_the_front_nothing_is_claimed(front: Report) -> None:
    text = _printed(front)
    assert "cannot tell about your form" in text
    assert "Cadence" in text
    assert "Forward lean of the trunk" not in text


@pytest.mark.parametrize("who", ["nobody", "walking"])
def test_where_nobody_runs_it_says_so(who: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(who)
    text = _printed(report)
    assert report.gait.activity.reason in text
    assert "Measure" not in text


def test_square_brackets_in_a_name_stay(running: Report) -> None:
    from dataclasses import replace

    from formcheck.options import Options

    assert "[red]run[/red].mp4" in _printed(replace(running, options=Options(title="[red]run[/red].mp4")))


def test_it_fits_a_narrow_terminal(running: Report) -> None:
    assert max(len(line.rstrip()) for line in _printed(running, 60).splitlines()) <= 60
