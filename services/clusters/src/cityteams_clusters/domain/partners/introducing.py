"""The decisions about introductions: consent before contact, in every order; pure, or `Rejected`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cityteams_clusters.domain.partners.introduction import Introduction, IntroductionState
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    AnswerIntroduction,
    AskIntroduction,
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    IntroductionSide,
    PartnersIntroduced,
    Reason,
)
from cityteams_contracts.values import Code, PersonId

PATIENCE = timedelta(days=14)
"""How long a question stays open."""
MOST_ASKED = 5
"""Introductions that one organisation may have asked for and that are not answered yet."""
MOST_QUESTIONS = 10
"""Questions that wait for the same organisation at once, so that the most wanted are not flooded."""

TAKEN_BACK = "taken-back"
BY_SECRETARIAT = "cancelled-by-the-secretariat"
PERSON_LEFT = "a-person-has-left"
WORKSHEET_LEFT = "a-worksheet-has-left"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known when somebody asks: who could speak for either side, and what the two have open or behind them."""

    asker: Sequence[IntroductionSide]
    """One for each person who may speak for the organisation that asks, the first of them preferred."""
    asked: Sequence[IntroductionSide]
    between: Sequence[Introduction]
    """Every earlier introduction between these two."""
    open_of_asker: int
    open_for_asked: int
    reasons: tuple[Reason, ...] = ()


def decide_asking(
    command: AskIntroduction, known: Introduction | None, now: datetime, actor: PersonId, around: Circumstances
) -> list[Event]:
    """An introduction is asked for. Raises `Rejected`."""
    if known is not None:
        raise Rejected("introduction-is-known", "This id has been used before; ask under a new one.", "introduction_id")
    first = _speaker(around.asker, "from_organisation", actor)
    second = _speaker(around.asked, "to_organisation")
    if first.organisation_id == second.organisation_id or first.person_id == second.person_id:
        raise Rejected(
            "introduction-is-with-oneself",
            "The same person speaks for both; nobody need be asked.",
            "to_organisation",
        )
    _refuse_repetition(command, around.between)
    _refuse_crowding(around)
    asked = IntroductionAsked(
        introduction_id=command.introduction_id,
        asked_by=actor,
        first=first.model_copy(update={"agreed": True if first.person_id == actor else None}),
        second=second.model_copy(update={"agreed": None}),
        resource=command.resource,
        reasons=around.reasons,
        asked_at=now,
        expires_at=now + PATIENCE,
    )
    return [asked]


def decide_consent(
    known: Introduction | None, command: AnswerIntroduction, now: datetime, actor: PersonId
) -> list[Event]:
    """A yes of both introduces them, a no of one ends it. Raises `Rejected`."""
    open_one = _open(known, now)
    if actor not in open_one.silent:
        raise Rejected("introduction-is-answered-already", "You have answered; the other side has not.", "agrees")
    after = open_one.with_answer(actor, command.agrees)
    answered = IntroductionAnswered(
        introduction_id=after.introduction_id,
        person_id=actor,
        agrees=command.agrees,
        first=after.first,
        second=after.second,
        answered_at=now,
    )
    return [answered, *(_introduced(after, now) if all(side.agreed for side in after.sides) else ())]


def decide_cancelling(known: Introduction | None, now: datetime, actor: PersonId) -> list[Event]:
    """One of the two, or the secretariat, takes it back. Raises `Rejected`."""
    open_one = _open(known, now)
    return [_cancelled(open_one, TAKEN_BACK if actor in open_one.people else BY_SECRETARIAT, now, actor)]


def decide_leaving(open_ones: Sequence[Introduction], cause: Code, now: datetime) -> list[Event]:
    """Whoever is gone is introduced to nobody: what is open with them is cancelled, and the other side told."""
    return [_cancelled(each, cause, now) for each in open_ones if each.state is IntroductionState.ASKED]


def decide_expiry(known: Introduction | None, now: datetime) -> list[Event]:
    """The time to answer is over."""
    if known is None or known.state is not IntroductionState.ASKED or now < known.expires_at:
        return []
    return [
        IntroductionExpired(
            introduction_id=known.introduction_id,
            first=known.first,
            second=known.second,
            silent=known.silent,
            expired_at=now,
        )
    ]


def _speaker(sides: Sequence[IntroductionSide], field: str, actor: PersonId = "") -> IntroductionSide:
    if not sides:
        raise Rejected(
            "organisation-has-no-worksheet",
            "No accepted worksheet names this organisation, so nobody can speak for it. Check the id.",
            field,
        )
    return next((side for side in sides if side.person_id == actor), sides[0])


def _refuse_repetition(command: AskIntroduction, between: Sequence[Introduction]) -> None:
    for earlier in between:
        if earlier.state is IntroductionState.ASKED:
            raise Rejected(
                "introduction-is-under-way",
                "These two are asked already; wait for the answer.",
                "to_organisation",
            )
        if earlier.state is IntroductionState.MADE:
            raise Rejected(
                "they-are-introduced-already", "Both agreed before; look at your introductions.", "to_organisation"
            )
        if earlier.state is IntroductionState.DECLINED and earlier.first_organisation == command.from_organisation:
            raise Rejected(
                "introduction-was-declined",
                "This introduction was declined. Only the other side can ask for it now.",
                "to_organisation",
            )


def _refuse_crowding(around: Circumstances) -> None:
    if around.open_of_asker >= MOST_ASKED:
        raise Rejected(
            "too-many-introductions-are-open",
            f"{MOST_ASKED} of your introductions wait for an answer. Wait, or take one back, then ask again.",
            "from_organisation",
        )
    if around.open_for_asked >= MOST_QUESTIONS:
        raise Rejected(
            "too-many-questions-wait-for-them",
            f"{MOST_QUESTIONS} others wait for an answer of this organisation. Ask again in some days.",
            "to_organisation",
        )


def _open(known: Introduction | None, now: datetime) -> Introduction:
    if known is None:
        raise Rejected("introduction-is-unknown", "Nobody asked for such an introduction.", "introduction_id")
    if known.state is not IntroductionState.ASKED:
        raise Rejected("introduction-is-over", f"This introduction is {known.state} already.", "introduction_id")
    if now >= known.expires_at:
        raise Rejected(
            "introduction-has-expired", "The time to answer is over. Ask for a new introduction.", "introduction_id"
        )
    return known


def _introduced(after: Introduction, now: datetime) -> list[Event]:
    return [
        PartnersIntroduced(
            introduction_id=after.introduction_id,
            first=after.first,
            second=after.second,
            resource=after.resource,
            reasons=after.reasons,
            introduced_at=now,
        )
    ]


def _cancelled(known: Introduction, cause: Code, now: datetime, actor: PersonId | None = None) -> IntroductionCancelled:
    return IntroductionCancelled(
        introduction_id=known.introduction_id,
        cause=cause,
        cancelled_by=actor,
        first=known.first,
        second=known.second,
        cancelled_at=now,
    )
