"""Back outline and rear measures answer the faults they are there for; left out where the mesh is missing."""

from __future__ import annotations

import numpy as np
import pytest

from sample_videos.renderer.known.outline import ROWS, Outline, back_outline
from sample_videos.renderer.known.rear import rear_measures
from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.people.body import Body, load_body
from sample_videos.renderer.people.dress import bare


@pytest.fixture(scope="module")
def body(body_mesh: None) -> Body:
    return load_body("female_fit")


def _runs(body: Body, **form: float) -> Kinematics:
    return Kinematics(Form(speed=2.6, variation=0.0, **form), body.skeleton, 3.0, body.recipe.arm_out)  # type: ignore[arg-type]


def _outline(body: Body, **form: float) -> Outline:
    return back_outline(body, _runs(body, **form), bare(body))


def _slope(one: Outline, low: float, high: float) -> float:
    """Lean of a part of the back against the trunk's axis, degrees, forward positive."""
    part = (low - 0.001 < ROWS) & (high + 0.001 > ROWS)
    return -float(np.degrees(np.arctan(np.polyfit(ROWS[part], one.behind[part], 1)[0])))


def _rounding(one: Outline) -> float:
    return _slope(one, 0.72, 1.02) - _slope(one, 0.34, 0.66)


def test_the_seat_stands_out_behind_and_the_loin_less(body: Body) -> None:
    one = _outline(body)
    seat, loin = one.behind[np.abs(ROWS) < 0.11].max(), one.behind[(ROWS > 0.25) & (ROWS < 0.5)].min()
    assert 0.05 < loin < seat - 0.08 < 0.35
    assert np.isfinite(one.behind[ROWS < 1.3]).all()


def test_a_hunch_rounds_the_upper_back(body: Body) -> None:
    assert _rounding(_outline(body, hunch=30)) > _rounding(_outline(body)) + 10


def test_a_bent_neck_alone_leaves_the_back_as_it_is(body: Body) -> None:
    assert _rounding(_outline(body, head_down=25, head_forward=12)) == pytest.approx(
        _rounding(_outline(body)), abs=0.5
    )


def test_a_hollow_back_is_deeper_at_the_loin(body: Body) -> None:
    plain, hollow = _outline(body), _outline(body, hollow=14)
    part = (ROWS > 0.1) & (ROWS < 0.4)
    deeper = (plain.behind - hollow.behind)[part].max()
    assert deeper > 0.01


def test_pelvis_and_trunk_do_what_the_form_says(body: Body) -> None:
    found = rear_measures(body, _runs(body, pelvic_drop=8.0, trunk_sway=6.0))
    still = rear_measures(body, _runs(body, pelvic_drop=0.0, trunk_sway=0.0))
    for side in ("left", "right"):
        assert found["pelvic_drop"][side] == pytest.approx(8.0, abs=0.3)
        assert 3.0 < found["trunk_sway"][side] < 7.0
        assert abs(still["pelvic_drop"][side]) < 0.2
        assert abs(still["trunk_sway"][side]) < 0.5
