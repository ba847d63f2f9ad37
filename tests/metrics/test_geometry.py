"""Signs: forward, up and flexion are positive."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.metrics.geometry import bend_deg, known, lean_deg, pitch_deg

UP, AHEAD = np.array([0.0, 1.0]), np.array([1.0, 0.0])


def test_signs() -> None:
    assert lean_deg(UP) == pytest.approx(0)
    assert lean_deg(UP + AHEAD) == pytest.approx(45)
    assert pitch_deg(AHEAD + UP) == pytest.approx(45)
    assert bend_deg(UP, UP + AHEAD) == pytest.approx(45)
    assert bend_deg(UP, UP - AHEAD) == pytest.approx(-45)


def test_a_mean_needs_half_its_values() -> None:
    assert known(np.array([1.0, 2.0, np.nan])) == pytest.approx(1.5)
    assert known(np.array([1.0, np.nan, np.nan])) is None
    assert known(float("nan")) is None
