"""The whole page, but any film that is given to it turns out to be a stick runner: no model, no waiting."""

from __future__ import annotations

import runpy
from pathlib import Path

from formcheck.web import session
from tests.support.ready_work import ready

session.check_form = ready  # type: ignore[attr-defined]  # what the desk runs, exchanged
runpy.run_path(str(Path(__file__).parents[2] / "app.py"))
