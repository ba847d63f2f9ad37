"""Sentences about the picture itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.pose import PoseTrack
from formcheck.report.picture_notes import about_picture
from tests.support.kinematics import Camera, Runner, film


@pytest.fixture(scope="module")
def track() -> PoseTrack:
    return film(Runner(), Camera(fps=30, seconds=4))


def said(track: PoseTrack) -> str:
    return " ".join(about_picture(track))


def test_a_whole_runner_alone_in_good_light_needs_no_word(track: PoseTrack) -> None:
    assert said(track) == ""
    assert said(replace(track, company=np.zeros(len(track.t), bool), brightness=120.0)) == ""


def test_others_are_named_and_what_they_hid(track: PoseTrack) -> None:
    company = np.arange(len(track.t)) < 60
    there = replace(track, company=company)
    assert "Somebody else is in the picture: the one who runs was followed." in said(there)
    assert "hid you" not in said(there)
    xy = track.xy.copy()
    xy[30:54] = np.nan
    assert "For 0.8 seconds the other person hid you" in said(replace(there, xy=xy))


def test_a_glimpse_of_somebody_is_not_worth_a_word(track: PoseTrack) -> None:
    assert said(replace(track, company=np.arange(len(track.t)) < 5)) == ""


def test_feet_head_or_both_cut_off(track: PoseTrack) -> None:
    feet_down = replace(track, height=round(float(np.nanmin(track.xy[:, 25:27, 1]))))
    assert said(feet_down).startswith("Your feet are out of the picture in 100 % of the frames")
    up = track.xy - [0.0, float(track.xy[:, 11, 1].min())]
    assert said(replace(track, xy=up)).startswith("Your head is out of the picture")
    low = replace(track, xy=up, height=round(float(up[:, 25, 1].min())))
    assert said(low).startswith("Your head and your feet are cut off")


def test_dark(track: PoseTrack) -> None:
    assert "very dark" in said(replace(track, brightness=20.0))
    assert said(replace(track, brightness=31.0)) == ""


def test_nobody_has_no_feet_to_speak_of(track: PoseTrack) -> None:
    gone = replace(track, xy=np.full_like(track.xy, np.nan), company=np.ones(len(track.t), bool))
    assert said(gone) == ""
