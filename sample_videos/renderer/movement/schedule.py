"""When each foot lands and leaves: the steps of a film with their spread, asymmetry and fatigue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.movement.form import Form

Array = NDArray[np.float64]

_LEAD_STEPS = 5  # steps before the film begins and after it ends, so that its ends are like its middle
# Spread from stride to stride at variation 1: about 1 % of the stride time, 8 mm of reach, 1.5 degrees.
_TIME_CV, _CONTACT_CV, _REACH_SD, _ANGLE_SD = 0.010, 0.015, 0.009, 1.5
_TIRED_STEPS = 6.0  # fewer a minute at fatigue 1, at the end of the film


@dataclass(frozen=True)
class Steps:
    """All steps, in order; odd ones are the other foot's.

    Attributes
    ----------
    contact, toe_off
        ``(N,)`` seconds.
    side
        ``(N,)`` +1 right, -1 left.
    reach
        ``(N,)`` ankle ahead of the hip middle at contact, leg lengths.
    knee, pitch
        ``(N,)`` knee flexion and foot pitch at contact, degrees.
    """

    contact: Array
    toe_off: Array
    side: Array
    reach: Array
    knee: Array
    pitch: Array

    def of(self, side: float) -> NDArray[np.int64]:
        """Return the indices of one foot's steps."""
        return np.flatnonzero(self.side == side)

    def phase(self, t: Array) -> Array:
        """Strides since some right contact: whole at right contacts, half at left ones; smooth and rising."""
        from scipy.interpolate import PchipInterpolator

        count = np.arange(len(self.contact)) / 2 + (0.0 if self.side[0] > 0 else 0.5)
        return np.asarray(PchipInterpolator(self.contact, count, extrapolate=True)(t))


def make_steps(form: Form, seconds: float) -> Steps:
    """Lay out the steps of a film.

    Parameters
    ----------
    form
        The runner.
    seconds
        Length of the film in the runner's own time.
    """
    rng = np.random.default_rng([form.seed, 1])
    nominal = 60.0 / form.cadence
    count = int(np.ceil(seconds / nominal)) + 2 * _LEAD_STEPS + 2
    count += count % 2
    first = 1.0 if form.first == "right" else -1.0
    side = first * np.where(np.arange(count) % 2 == 0, 1.0, -1.0)
    noise = rng.standard_normal((5, count)) * form.variation
    offset = rng.uniform(0, 2 * nominal)  # the film begins anywhere in a stride
    through = np.clip((np.arange(count) - _LEAD_STEPS) * nominal / seconds, 0, 1)
    cadence = form.cadence - _TIRED_STEPS * form.fatigue * through
    # A step time is that from this foot's contact to the other's.
    step = 60.0 / cadence * (1 + form.asymmetry * side + _TIME_CV * np.sqrt(2) * noise[0])
    contact = np.concatenate([[0.0], np.cumsum(step)[:-1]]) - _LEAD_STEPS * nominal - offset + nominal
    on_ground = form.duty * 120.0 / cadence * (1 + form.asymmetry * side + _CONTACT_CV * noise[1])
    return Steps(
        contact=contact,
        toe_off=contact + on_ground,
        side=side,
        reach=form.foot_ahead * (1 + form.asymmetry * side) + _REACH_SD * noise[2],
        knee=np.maximum(form.knee_at_contact + _ANGLE_SD * noise[3], 4.0),
        pitch=form.foot_pitch + _ANGLE_SD * noise[4],
    )
