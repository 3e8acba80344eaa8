"""What a comparison finds: a verdict, how sure it is, and why, in words."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The same organisation; likely the same, which a person has to say; or another one."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Finding:
    """The outcome of comparing two names; `score` runs from 0 to 1."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        """Whether the two may be one."""
        return self.verdict is not Verdict.DIFFERENT


def same(*reasons: str) -> Finding:
    """Without a doubt."""
    return Finding(Verdict.SAME, 1.0, reasons)


def ask(score: float, *reasons: str) -> Finding:
    """A question to a person."""
    return Finding(Verdict.ASK, score, reasons)


def different(*reasons: str) -> Finding:
    """Two organisations."""
    return Finding(Verdict.DIFFERENT, 0.0, reasons)
