"""One clip of a batch: analysed and written into its folder; whatever happens, told as an outcome."""

from __future__ import annotations

import time
import traceback
from pathlib import Path
from typing import Protocol

from formcheck.batch.resume import THUMBNAIL, done_before, fingerprint, put_stamp, tidy
from formcheck.batch.value import Outcome, Task
from formcheck.errors import FormcheckError
from formcheck.options import Options
from formcheck.report import Report, Written
from formcheck.staging import put_all

ERROR_LOG = "error.log"
_THUMBNAIL_PX = (320, 240)  # at most; twice what the overview shows, for fine screens


class Look(Protocol):
    """Makes a report from a film."""

    def __call__(self, path: Path, options: Options) -> Report:
        """Return the report."""
        ...


def do(task: Task, look: Look | None = None) -> Outcome:
    """Do one clip; never raises.

    Parameters
    ----------
    task
        What to do.
    look
        What makes the report; `formcheck.analyze` when None.
    """
    began = time.monotonic()
    try:
        tidy(task.folder)
        stamp = done_before(task)
        if stamp is not None:
            return Outcome(task.id, "skipped", seconds=stamp.seconds)
        _make(task, look, began)
    except FormcheckError as error:
        return Outcome(task.id, "failed", str(error), _since(began))
    except Exception as error:  # one clip that goes wrong never stops the others
        log(task.folder, traceback.format_exc())
        return Outcome(task.id, "failed", _unexpected(error), _since(began))
    return Outcome(task.id, "done", seconds=_since(began))


def _make(task: Task, look: Look | None, began: float) -> None:
    from formcheck.pipeline import analyze
    from formcheck.report.writing import write

    seen = fingerprint(task.clip)
    (task.folder / ERROR_LOG).unlink(missing_ok=True)
    # One core a clip: the others are at work on other clips.
    report = (
        look(task.clip, task.options) if look else analyze(task.clip, task.options, keep=task.keep, workers=1)
    )
    beside = _thumbnail(write(report, task.folder, files=task.files, film=task.film, workers=1))
    put_stamp(task, seen, report.clip.source.sha256, _since(began), beside)


def _thumbnail(written: Written) -> dict[str, bytes]:
    """Make a small picture of the landing for the overview; none where there is no key frame."""
    frame = written.key_frames.get("contact")
    if frame is None:
        return {}
    import io

    from PIL import Image

    small = io.BytesIO()
    with Image.open(frame) as picture:
        rgb = picture.convert("RGB")
        rgb.thumbnail(_THUMBNAIL_PX)
        rgb.save(small, "JPEG", quality=82)
    return {THUMBNAIL: small.getvalue()}


def log(folder: Path, text: str) -> None:
    """Keep what helps to find a mistake; where even that cannot be written, the outcome still tells it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        put_all(folder, {ERROR_LOG: text.encode("utf-8")})
    except OSError:
        return


def _unexpected(error: Exception) -> str:
    said = " ".join(str(error).split())[:200]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"Something unexpected happened ({what}): {ERROR_LOG} in its folder tells more."


def _since(began: float) -> float:
    return round(time.monotonic() - began, 3)
