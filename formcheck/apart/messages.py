"""What is said between the one who asks and the process that works: pickled, one after another."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class Ask:
    """Work to do: ``function(*arguments, progress)``; found by its name, so no inner function."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """How far it is; the arguments of a `Progress`."""

    stage: str
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Done:
    """It is done, with this result."""

    result: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """It ended with an error of formcheck's own, of this kind and with these words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Broke:
    """It ended with an error nobody expected: kind and place, not the words, which may name a file."""

    what: str
    for_memory: bool = False


Message = Ask | Told | Done | Refused | Broke


def send(message: Message, stream: IO[bytes]) -> None:
    """Write one message whole: when it cannot be packed, nothing of it is sent."""
    stream.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    stream.flush()


def receive(stream: IO[bytes]) -> Message:
    """Read the next message.

    Raises
    ------
    EOFError
        When there is none, or only the beginning of one.
    """
    try:
        found: Message = pickle.load(stream)  # noqa: S301  # both ends are this program's own
    except (pickle.UnpicklingError, ValueError) as error:
        raise EOFError from error
    return found
