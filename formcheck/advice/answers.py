"""What the runner told about habits, warning signs and self-tests; nothing is required."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from formcheck.advice.asked import Question, asked
from formcheck.errors import OptionError

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Sport = Literal["swimming", "cycling", "yoga", "other", "none"]


class Answers(BaseModel):
    """Answers to the questions; None is not asked or not answered.

    The questions, their units and what can be meant at all stand in questions.toml and self_tests.toml
    under the same names. A value outside is refused with a `pydantic.ValidationError`.

    Attributes
    ----------
    weekly_km
        Distance of the last weeks, km, oldest first, at most eight; None for a week that is not known.
    weeks_since_break, warm_up_min, stretch_times_week, strength_times_week, runs_week, run_min
        Habits, in the units of their names.
    shoes_km, shoes_months, shoes_fit
        The pair of running shoes in use.
    surface
        What is run on most.
    other_sport
        What else is done; ``none`` stands alone.
    leg_pain, numbness, weakness, bladder_bowel, night_pain, fever, fall, lasting, severe, known_trouble
        Warning signs; ``lasting`` is more than six weeks, ``bladder_bowel`` is control, or feeling between
        the legs.
    plank_s, hip_flexor, hamstring, wall_gap
        Results of the self-tests.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    leg_pain: bool | None = None
    numbness: bool | None = None
    weakness: bool | None = None
    bladder_bowel: bool | None = None
    night_pain: bool | None = None
    fever: bool | None = None
    fall: bool | None = None
    lasting: bool | None = None
    severe: bool | None = None
    known_trouble: bool | None = None
    weekly_km: tuple[Number | None, ...] | None = None
    weeks_since_break: Number | None = None
    warm_up_min: Number | None = None
    stretch_times_week: Number | None = None
    strength_times_week: Number | None = None
    shoes_km: Number | None = None
    shoes_months: Number | None = None
    shoes_fit: Literal["good", "tight", "loose", "unsure"] | None = None
    surface: Literal["treadmill", "grass or trail", "track", "asphalt", "concrete", "mixed"] | None = None
    runs_week: Number | None = None
    run_min: Number | None = None
    other_sport: tuple[Sport, ...] | None = None
    plank_s: Number | None = None
    hip_flexor: Literal["level", "above", "far above"] | None = None
    hamstring: Literal["nearly straight", "bent", "very bent"] | None = None
    wall_gap: Literal["none", "flat hand", "fist", "more"] | None = None

    @field_validator("weekly_km", mode="before")
    @classmethod
    def _unknown_weeks(cls, weeks: Any) -> Any:
        """Read a question mark as a week that is not known: TOML has no word for it."""
        if isinstance(weeks, (list, tuple)):
            return tuple(None if week == "?" else week for week in weeks)
        return weeks

    @field_validator("*", mode="after")
    @classmethod
    def _in_range(cls, value: Any, info: ValidationInfo) -> Any:
        if value is None:
            return value
        question = asked().every_question()[str(info.field_name)]
        numbers = [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, float)]
        if question.unit and not all(question.low <= number <= question.high for number in numbers):
            raise ValueError(f"give {question.expected}.")
        if isinstance(value, tuple) and not _fits(value, question):
            raise ValueError(f"give {question.expected}.")
        return value


def _fits(several: tuple[Any, ...], question: Question) -> bool:
    """Tell whether a list has a sensible length; saying none beside something is no answer."""
    if question.kind == "weeks":
        return 1 <= len(several) <= question.at_most
    return 1 <= len(set(several)) == len(several) and ("none" not in several or len(several) == 1)


def load_answers(path: str | Path) -> Answers:
    """Read answers from a TOML or JSON file.

    Raises
    ------
    formcheck.errors.OptionError
        When the file cannot be read or an answer cannot be meant; one sentence that says what to do.
    """
    path = Path(path)
    data = _read(path)
    try:
        return Answers.model_validate(data)
    except ValidationError as error:
        raise OptionError(_sentence(path, error)) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else "it cannot be opened"
        raise OptionError(
            f"The answers in '{path}' cannot be read, {reason}: 'formcheck questions' prints one to fill in."
        ) from None
    except (ValueError, RecursionError) as error:
        kind = "JSON" if path.suffix.lower() == ".json" else "TOML"
        raise OptionError(
            f"The answers in '{path.name}' are not {kind} ({_why(error)}): mend that line, "
            "or start from what 'formcheck questions' prints."
        ) from None
    if not isinstance(data, dict):
        raise OptionError(
            f"'{path.name}' holds no answers: write one field a line, as 'formcheck questions' does."
        )
    return data


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not written in UTF-8"
    if isinstance(error, json.JSONDecodeError | tomllib.TOMLDecodeError):
        return str(error)
    return "brackets in brackets without end" if isinstance(error, RecursionError) else "an endless number"


def _sentence(path: Path, error: ValidationError) -> str:
    """Say what to do about the first thing that cannot be meant."""
    first = error.errors(include_url=False)[0]
    field, questions = str(first["loc"][0]), asked().every_question()
    if field not in questions:
        near = difflib.get_close_matches(field, questions, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "'formcheck questions' prints those there are."
        return f"'{field}' in '{path.name}' is no question of formcheck: {hint}"
    given = first["input"]
    shown = f"'{given}'" if isinstance(given, str) else json.dumps(given, default=str)
    return f"{field} in '{path.name}' is {shown}: give {questions[field].expected}, or leave it out."


def template() -> str:
    """Return a TOML file with every question, each left out until the runner fills it in."""
    lines = [f"# {line}" for line in asked().said.template]
    for name, question in asked().every_question().items():
        lines += ["", *(f"# {line}" for line in _asked_as(question)), f"#{name} = {_example(question)}"]
    return "\n".join(lines) + "\n"


def _asked_as(question: Question) -> Iterator[str]:
    yield question.ask
    if question.help:
        yield question.help
    for word, shown in question.choices.items():
        yield f'  "{word}": {shown}'
    if not question.choices:
        yield f"  {question.expected}"


def _example(question: Question) -> str:
    first = next(iter(question.choices), "")
    examples = {"choice": f'"{first}"', "choices": f'["{first}"]', "yes or no": "false"}
    return examples.get(question.kind, question.example)
