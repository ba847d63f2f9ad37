"""Bring a form that was drawn by chance within reach of somebody's legs."""

from __future__ import annotations

from dataclasses import replace

from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.people.body import load_body


def possible(form: Form, body: str, seconds: float) -> Form:
    """Shorten the contact, slow the belt, at last shorten the reach, until the legs can do it.

    Parameters
    ----------
    form
        As wished.
    body
        One of the bodies' names.
    seconds
        Length of the film in the runner's own time.

    Raises
    ------
    ValueError
        When nothing near the form can be run.
    """
    one = load_body(body)
    for number in range(30):
        try:
            Kinematics(form, one.skeleton, seconds, one.recipe.arm_out)
        except ValueError:
            form = replace(
                form,
                duty=max(form.duty - 0.01, 0.26),
                speed=form.speed * 0.98,
                foot_ahead=form.foot_ahead * (1.0 if number < 12 else 0.96),
            )
        else:
            return form
    raise ValueError(f"No possible form was found near {form}.")
