"""Uploads: how large one may be, and its memory given back as soon as the film lies in its folder."""

from __future__ import annotations

import contextlib
import io
from typing import BinaryIO

from streamlit import config
from streamlit.runtime.scriptrunner import get_script_run_ctx

from formcheck.settings import number_in

VARIABLE = "FORMCHECK_UPLOAD_MB"
_LARGEST_MB = 1000.0  # a minute of 4K film
_SERVER = "server.maxUploadSize"


def largest_mb() -> int:
    """Return the largest film that may be uploaded, megabytes, and hold the server to it.

    The browser looks at the size before it sends; the server counts while it receives, by a setting of its
    own, which without this would be another number.

    Raises
    ------
    formcheck.errors.OptionError
        When ``FORMCHECK_UPLOAD_MB`` is no positive number.
    """
    most = max(1, round(number_in(VARIABLE, _LARGEST_MB)))
    with contextlib.suppress(Exception):  # not for scripts to set: where it cannot be, the server's own holds
        if config.get_option(_SERVER) != most:
            config.set_option(_SERVER, most, VARIABLE)
    return most


def sentence(most_mb: int) -> str:
    """Say what to do about a larger film.

    >>> sentence(1000)
    'A film may have 1000 MB at most: trim a larger one to the twenty seconds you care about.'
    """
    return f"A film may have {most_mb} MB at most: trim a larger one to the twenty seconds you care about."


def give_back(film: BinaryIO) -> None:
    """Let go of an uploaded film that was copied: Streamlit keeps it in memory until its tab is long closed.

    Parameters
    ----------
    film
        What ``st.file_uploader`` returned; anything else stays as it is.
    """
    file_id = getattr(film, "file_id", None)
    if file_id is None or not isinstance(film, io.BytesIO):
        return
    film.truncate(0)  # the page's own hold on it; the tab remembers this object for a while
    with contextlib.suppress(Exception):  # no part of what Streamlit promises: without it the memory stays
        run = get_script_run_ctx()
        run.uploaded_file_mgr.remove_file(run.session_id, file_id)  # type: ignore[union-attr]
