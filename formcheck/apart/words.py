"""What a runner is told when the work on a film is lost."""

UNEXPECTED = (
    "Something in formcheck broke on this film, which is our fault and not yours: try another film, "
    "or tell us what the log says."
)
DIED = (
    "This film made the program that reads it break off: save it anew with your phone's editor, by trimming "
    "it a little, or choose another film."
)


def too_much(memory_mb: float) -> str:
    """Say that the film needs more memory than it may have."""
    return (
        f"This film needs more memory than it may have here ({memory_mb / 1000:g} GB at most): film with "
        "1080p, or choose another film."
    )


def too_long(seconds: float) -> str:
    """Say that the work took longer than it may."""
    return (
        f"The work on this film was stopped after {seconds / 60:g} minutes: trim the film to the twenty "
        "seconds you care about."
    )
