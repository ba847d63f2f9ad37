"""The tree of what can go wrong; each message is one sentence that says what to do.

::

    FormcheckError
      InputError            exit 2: the file or the options cannot be used
        UnreadableClipError   not a video, empty, damaged from the start, no picture in it
        OptionError           an option out of range
      SetupError            exit 2: this machine lacks something
        ModelError            the pose model cannot be had or is damaged
        LibraryError          a system library is missing
      WorkLostError         the page alone: its process for this film died, or took too much or too long
      OutputError           exit 2: the result cannot be written where it should go
      Cancelled             the user asked to stop
"""


class FormcheckError(Exception):
    """Base of all errors formcheck raises on purpose."""


class InputError(FormcheckError, ValueError):
    """The file or an option cannot be used as given."""


class UnreadableClipError(InputError):
    """The file holds no video that can be decoded."""


class OptionError(InputError):
    """An option is out of its range or contradicts another."""


class SetupError(FormcheckError, RuntimeError):
    """The machine lacks something formcheck needs."""


class ModelError(SetupError):
    """The pose model is missing, damaged or could not be fetched."""


class LibraryError(SetupError):
    """A system library that the pose engine needs is missing."""


class WorkLostError(FormcheckError, RuntimeError):
    """The work on a film ended without a result: its process died, or took too much memory or time."""


class OutputError(FormcheckError, OSError):
    """The result cannot be written where it should go."""


class Cancelled(FormcheckError):
    """The user asked to stop; nothing is kept."""
