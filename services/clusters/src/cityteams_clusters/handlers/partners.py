"""Partners are matched and introduced: load, decide, say."""

from datetime import datetime
from functools import partial

from cityteams_chassis import Tx
from cityteams_clusters.domain.partners.introducing import (
    PERSON_LEFT,
    WORKSHEET_LEFT,
    decide_asking,
    decide_cancelling,
    decide_consent,
    decide_expiry,
    decide_leaving,
)
from cityteams_clusters.domain.partners.run import decide_run
from cityteams_clusters.domain.partners.uniting import decide_uniting_introductions, decide_uniting_lists
from cityteams_clusters.partners.store import (
    INTRODUCTIONS,
    OPEN_RUNS,
    PARTNER_RUNS,
    anybody_in,
    circumstances,
    due_introductions,
    introductions_with,
    lists_naming,
    merged_organisations,
    open_introductions,
    sides_of,
)
from cityteams_clusters.rights import allow
from cityteams_clusters.store.life import living_organisation
from cityteams_contracts.clusters import AnswerIntroduction, AskIntroduction, CancelIntroduction, MatchPartners
from cityteams_contracts.clusters.partners import IntroductionId
from cityteams_contracts.registration import OrganisationMerged, PersonErased, WorksheetDeclined, WorksheetWithdrawn
from cityteams_timers import Due, timer_id

_AT_ONCE = 100


def match_partners(command: MatchPartners, tx: Tx) -> None:
    """A run begins; what works it out looks into the store for runs without a result."""
    allow(command, tx)
    known = tx.get(PARTNER_RUNS, command.run_id) or tx.get(OPEN_RUNS, command.run_id)
    tx.say(decide_run(command, anybody_in(tx, command.round_id), known is not None, tx.now))


def ask_introduction(command: AskIntroduction, tx: Tx) -> None:
    """Somebody wants to be introduced, or the secretariat introduces two."""
    merged = merged_organisations(tx)
    today = {name: merged.living_id(getattr(command, name)) for name in ("from_organisation", "to_organisation")}
    command = command.model_copy(update=today)
    asker = sides_of(tx, command.from_organisation)
    allow(command, tx, member=(side.person_id for side in asker))
    known = tx.get(INTRODUCTIONS, command.introduction_id)
    tx.say(*decide_asking(command, known, tx.now, tx.actor, circumstances(command, asker, tx)))


def answer_introduction(command: AnswerIntroduction, tx: Tx) -> None:
    """One of the two says yes or no."""
    known = tx.get(INTRODUCTIONS, command.introduction_id)
    allow(command, tx, invited=known.people if known else ())
    tx.say(*decide_consent(known, command, tx.now, tx.actor))


def cancel_introduction(command: CancelIntroduction, tx: Tx) -> None:
    """One of the two, or the secretariat, takes it back."""
    known = tx.get(INTRODUCTIONS, command.introduction_id)
    allow(command, tx, invited=known.people if known else ())
    tx.say(*decide_cancelling(known, tx.now, tx.actor))


def forget_person(event: PersonErased, tx: Tx) -> None:
    """Who is forgotten is introduced to nobody."""
    theirs = [each for each in open_introductions(tx) if event.person_id in each.people]
    tx.say(*decide_leaving(theirs, PERSON_LEFT, tx.now))


def end_introductions(event: WorksheetWithdrawn | WorksheetDeclined, tx: Tx) -> None:
    """Whose worksheet is gone has nothing to be introduced for."""
    theirs = [
        each for each in open_introductions(tx) if event.worksheet_id in {side.worksheet_id for side in each.sides}
    ]
    tx.say(*decide_leaving(theirs, WORKSHEET_LEFT, tx.now))


def unite_partners(event: OrganisationMerged, tx: Tx) -> None:
    """What the merged organisation was named and asked, the one that it lives on in is."""
    old, into = event.organisation_id, living_organisation(tx, event.into)
    if into is None or into.organisation_id == old:
        return
    tx.say(*decide_uniting_lists(old, into, lists_naming(tx, old, into.organisation_id), tx.now))
    theirs = introductions_with(tx, old, into.organisation_id)
    tx.say(*decide_uniting_introductions(old, into, theirs, tx.now))


def find_expired(tx: Tx, until: datetime) -> list[Due]:
    """The introductions whose time to answer is over."""
    return [
        Due(
            timer_id("introduction-expires", each.introduction_id),
            each.expires_at,
            partial(_expire, each.introduction_id),
        )
        for each in due_introductions(tx, until, _AT_ONCE)
    ]


def _expire(introduction_id: IntroductionId, tx: Tx) -> None:
    tx.say(*decide_expiry(tx.get(INTRODUCTIONS, introduction_id), tx.now))
