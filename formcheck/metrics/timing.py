"""Contact time, flight time and duty factor."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.value import Metric
from formcheck.motion import Motion


def _real_ms(motion: Motion, file_s: float) -> float:
    """File time to milliseconds of real time."""
    return 1000 * file_s / (motion.time_factor.value or 1.0)


def _contact(motion: Motion, stride: Stride) -> float | None:
    return _real_ms(motion, stride.toe_off_s - stride.contact_s)


def _flight(motion: Motion, stride: Stride) -> float | None:
    # One leg's view: half a stride less its contact. Left and right steps may differ; the mean over both
    # legs is the mean flight exactly.
    return _real_ms(motion, (stride.end_s - stride.contact_s) / 2 - (stride.toe_off_s - stride.contact_s))


def _duty(_: Motion, stride: Stride) -> float | None:
    return 100 * (stride.toe_off_s - stride.contact_s) / (stride.end_s - stride.contact_s)


CONTACT_TIME = Metric(
    name="contact_time",
    title="Ground contact time",
    unit="ms",
    definition="Time from initial contact to toe-off of one foot.",
    source="Definition of the field; shown, never judged (Van Hooren et al. 2024: no link with economy).",
    per_leg=True,
    compute=_contact,
    joints=("heel", "toe"),
    needs_clock=True,
    decimals=0,
)
FLIGHT_TIME = Metric(
    name="flight_time",
    title="Flight time",
    unit="ms",
    definition="Time from toe-off of one foot to initial contact of the other.",
    source="Definition of the field.",
    per_leg=False,
    compute=_flight,
    joints=("heel", "toe"),
    needs_clock=True,
    decimals=0,
)
DUTY_FACTOR = Metric(
    name="duty_factor",
    title="Duty factor",
    unit="%",
    definition="Contact time as a share of the stride time of the same foot.",
    source="Definition of the field.",
    per_leg=True,
    compute=_duty,
    joints=("heel", "toe"),
)
