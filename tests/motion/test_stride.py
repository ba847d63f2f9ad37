"""The average stride, past outliers and gaps."""

from __future__ import annotations

import numpy as np

from formcheck.motion.stride import average_stride

PHI = np.linspace(0, 20 * np.pi, 400)
WAVE = np.stack([np.cos(PHI), 0.3 * np.sin(2 * PHI)], axis=1)


def test_outliers_and_gaps_do_not_bend_it() -> None:
    paths = WAVE[:, None].copy()
    paths[::7] += 0.8
    known = np.ones((400, 1), dtype=bool)
    known[100:130] = False
    paths[100:130] = np.nan
    paths = np.where(np.isfinite(paths), paths, 0.0)
    assert np.abs(average_stride(paths, PHI, 3, known)[:, 0] - WAVE).max() < 0.02


def test_what_was_hardly_ever_seen_has_none() -> None:
    known = np.zeros((400, 1), dtype=bool)
    known[:5] = True
    assert np.isnan(average_stride(WAVE[:, None], PHI, 3, known)).all()
