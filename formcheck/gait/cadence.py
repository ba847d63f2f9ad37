"""Steps a minute from contacts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from formcheck.gait.value import Events


def cadence_of(found: Sequence[Events], stride_s: float) -> tuple[float, float]:
    """Compute steps a minute of file time and their standard deviation.

    Strides of each leg counted from its first to its last contact, both legs pooled; the noise of the two
    end contacts and the scatter of the strides (both legs share it, so one leg's count tells) set the
    deviation. Where a contact in between was not found, the time to the next one holds two strides.

    Parameters
    ----------
    found
        Events of one or both legs, one of them with two contacts or more.
    stride_s
        A stride's time, roughly, seconds of file time.
    """
    apart = np.concatenate([np.diff(events.initial_contact_s) for events in found])
    held = np.maximum(1, np.round(apart / stride_s))
    strides = np.repeat(apart / held, held.astype(int))
    mean = float(strides.mean())
    ends = np.sqrt(2.0) * float(np.mean([events.contact_noise_s for events in found]))
    own = np.sqrt(max(float(strides.var()) - ends**2, 0.0))  # what the runner varies, without our noise
    count = len(strides) / len(found)
    relative = np.hypot(ends / count / mean / np.sqrt(len(found)), own / mean / np.sqrt(count))
    return 120.0 / mean, float(120.0 / mean * relative)
