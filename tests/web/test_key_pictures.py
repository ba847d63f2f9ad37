"""The pictures of either leg, with words for those who do not see them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from formcheck.report import Report
from tests.support import reports
from tests.web.conftest import Finish
from tests.web.test_pages import open_page


def alts(app: AppTest) -> list[str]:
    return [image.proto.imgs[0].alt for image in app.get("image")[-4:]]


def test_either_leg_can_be_chosen(finish: Finish) -> None:
    app = open_page(job=finish(reports.running))
    assert alts(app)[1] == "You at loading, right leg"
    chosen = app.segmented_control(key="moments-leg")
    assert [one.content for one in chosen.proto.options] == ["Left leg", "Right leg"]
    chosen.set_value("far").run()
    assert not app.exception
    assert alts(app)[1] == "You at loading, left leg, away from the camera"


def test_without_a_far_leg_there_is_no_choice(finish: Finish) -> None:
    def near_only(folder: Path) -> Report:
        report = reports.running(folder)
        return replace(report, gait=replace(report.gait, far=None))

    app = open_page(job=finish(near_only))
    assert not [one for one in app.get("button_group") if one.key == "moments-leg"]
    assert alts(app)[0] == "You at initial contact, right leg"
