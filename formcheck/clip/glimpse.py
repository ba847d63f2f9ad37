"""One picture out of a film, without decoding all that comes before it."""

from __future__ import annotations

from formcheck.clip.opening import breaks, decoded, opened
from formcheck.clip.picture import Rgb, from_frame
from formcheck.clip.source import Source


def glimpse(source: Source, t: float) -> Rgb | None:
    """Return the first picture shown at a time or later; None when none can be had there.

    Parameters
    ----------
    source
        The file.
    t
        Seconds from the first picture.

    Returns
    -------
    ``(height, width, 3)`` uint8, upright.

    Raises
    ------
    formcheck.errors.UnreadableClipError
        When the file has gone.
    """
    with opened(source.path) as (container, stream):
        first = next((frame for frame in decoded(container, stream) if frame is not None), None)
        if first is None or first.time is None:
            return None
        wanted = float(first.time) + t - 1e-3
        try:
            container.seek(round(wanted / stream.time_base), stream=stream)
            for frame in decoded(container, stream):
                if frame is not None and frame.time is not None and frame.time >= wanted:
                    return from_frame(frame, source.rotation_deg, source.pixel_aspect, source.mirrored)
        except breaks():
            return None
    return None
