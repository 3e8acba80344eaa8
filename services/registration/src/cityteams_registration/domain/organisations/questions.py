"""Questions to the secretariat, whether two organisations are one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from cityteams_contracts import Rejected
from cityteams_contracts.registration import AnswerDuplicate, DuplicateAnswered, DuplicateSuspected, DuplicateVerdict
from cityteams_contracts.values import OrganisationId
from cityteams_registration.domain.organisations.matcher import Candidate
from cityteams_registration.domain.worksheet import Said

ASKED_AT_MOST = 3
"""Questions that one organisation raises at a time: the likeliest; more would not be read."""
_PAIRS = UUID("5d2c6f0e-3d0b-4d1c-9a55-7b8f1f6f4a10")


@dataclass(frozen=True)
class Question:
    """A pair that somebody was asked about, or said something about unasked; `verdict` is None while it waits."""

    question_id: str
    organisation_id: OrganisationId
    other_id: OrganisationId
    score: float
    reasons: tuple[str, ...]
    asked_at: datetime
    verdict: DuplicateVerdict | None = None
    answered_at: datetime | None = None

    @staticmethod
    def suspected(_before: "Question | None", event: DuplicateSuspected, said: Said) -> "Question":
        """The question is asked."""
        return Question(event.question_id, event.organisation_id, event.other_id, event.score, event.reasons, said.at)

    @staticmethod
    def answered(before: "Question | None", event: DuplicateAnswered, said: Said) -> "Question":
        """The question is answered, also when nobody had asked it."""
        asked = before or Question(answer_id(event), event.organisation_id, event.other_id, 0, (), said.at)
        return replace(asked, verdict=event.verdict, answered_at=said.at)


def pair_id(one: OrganisationId, other: OrganisationId) -> str:
    """The id of the question about a pair; the same whichever is named first."""
    return str(uuid5(_PAIRS, "|".join(sorted((one, other)))))


def answer_id(event: DuplicateAnswered) -> str:
    """The question that an answer belongs to."""
    return event.question_id or pair_id(event.organisation_id, event.other_id)


def suspicions(
    organisation_id: OrganisationId, candidates: Iterable[Candidate], asked: Collection[str]
) -> list[DuplicateSuspected]:
    """What to ask about an organisation: its likeliest candidates, those left out that were asked about before."""
    new = [each for each in candidates if pair_id(organisation_id, each.organisation_id) not in asked]
    return [
        DuplicateSuspected(
            organisation_id=organisation_id,
            other_id=each.organisation_id,
            score=round(each.finding.score, 3),
            reasons=each.finding.reasons,
            question_id=pair_id(organisation_id, each.organisation_id),
        )
        for each in new[:ASKED_AT_MOST]
    ]


def decide_answer(question: Question | None, command: AnswerDuplicate, *, already_one: bool) -> DuplicateAnswered:
    """The secretariat says whether two are one; raises Rejected when they are one already, or it was said before."""
    if already_one:
        raise Rejected(
            "organisations-are-already-one",
            "These two ids mean one organisation already; a merge is not undone. Register the other one anew.",
            "other_id",
        )
    if question is not None and question.verdict is command.verdict:
        raise Rejected("duplicate-is-already-answered", "This was said of the two before; nothing is left to do.")
    asked = question or command
    return DuplicateAnswered(
        organisation_id=asked.organisation_id,
        other_id=asked.other_id,
        question_id=question.question_id if question else pair_id(command.organisation_id, command.other_id),
        verdict=command.verdict,
    )
