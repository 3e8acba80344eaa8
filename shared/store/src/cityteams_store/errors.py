"""The ways a message can fail; `Rejected` lives with the contracts because the pure inside raises it."""


class Transient(Exception):  # noqa: N818 - the word of the design
    """Try again later: something outside is away. The message comes back with a growing delay, then is parked."""


class Poison(Exception):  # noqa: N818 - the word of the design
    """This message can never be handled; it is parked at once under a code."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code, self.reason = code, reason


class Refused(Exception):  # noqa: N818 - said in one line at start, exit code 2
    """The service refuses to start; the text names what is wrong and the remedy."""
