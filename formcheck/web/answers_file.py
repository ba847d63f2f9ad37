"""Answers as a TOML file that `formcheck.advice.load_answers` reads again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from formcheck.advice import Answers, asked, load_answers
from formcheck.web.filenames import safe_name

NAME = "answers.toml"


def to_toml(answers: Answers) -> str:
    """Write what was answered, each with the question above it; what was not answered is left out."""
    lines = ["# formcheck: what you told about yourself. It stays on your machine."]
    for name, question in asked().every_question().items():
        value = getattr(answers, name)
        if value is not None:
            lines += ["", f"# {question.ask}", f"{name} = {_written(value)}"]
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    if value is None:
        return '"?"'  # TOML has no word for what is not known
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}" if value.is_integer() else repr(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_written(one) for one in value)}]"
    return json.dumps(value)


def from_upload(name: str, data: bytes) -> Answers:
    """Read a file of answers that a browser sent.

    Raises
    ------
    formcheck.errors.OptionError
        When it holds no answers; one sentence that says what to do.
    """
    with tempfile.TemporaryDirectory(prefix="formcheck-answers-") as folder:
        file = Path(folder) / safe_name(name)
        file.write_bytes(data)
        return load_answers(file)
