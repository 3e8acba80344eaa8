"""A toy service that has one of everything: it hears worksheets, obeys answers, says clusters, keeps notes.

It is `clusters` in name, so that released contracts serve; the words of a title tell it to misbehave:
`boom`, `later`, `no`, `slow`. Run as a process by `python -m tests.chassis.toy`.
"""

import random
import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import (
    Instant,
    Json,
    Service,
    ServiceSettings,
    Shelf,
    Stamp,
    Transient,
    Tx,
    answers,
    chassis_tables,
    folds,
    hear,
    obey,
    run,
)
from cityteams_chassis.settle import DELAYS
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import AnswerInvitation, ClusterProposed, InvitationAnswered
from cityteams_contracts.registration import ContactResolved, ResolveContact, WorksheetSubmitted, WorksheetWithdrawn
from cityteams_contracts.values import Participant, SectorCode

FOLLOW, OBEY = "clusters-follow-worksheets", "clusters-obey-commands"
ASK = "cityteams.prv.registration.contact.resolve"


class Settings(ServiceSettings):
    """Of the toy: how often it fails on its own, how long `slow` is, the delays of a retry and the patience
    for an earlier version."""

    transient_share: float = 0.0
    nap: float = 0.0
    delays: tuple[float, ...] = DELAYS
    patience: float = 780.0


@dataclass(frozen=True)
class Tally:
    """The rounds of a worksheet in the order in which its events took effect."""

    worksheet_id: str
    order: tuple[str, ...]
    last: datetime

    @staticmethod
    def counted(before: "Tally | None", event: WorksheetSubmitted, stamp: Stamp) -> "Tally":
        """One more."""
        return Tally(event.worksheet_id, (*(before.order if before else ()), event.round_id), stamp.at)

    @staticmethod
    def gone(_before: "Tally | None", _event: WorksheetWithdrawn, _stamp: Stamp) -> None:
        """The row is deleted."""


@dataclass(frozen=True)
class Team:
    """What the toy itself said."""

    cluster_id: str
    title: str
    sector: SectorCode
    members: tuple[Participant, ...]
    answered: tuple[str, ...] = ()

    @staticmethod
    def proposed(before: "Team | None", event: ClusterProposed, _stamp: Stamp) -> "Team":
        """The latest title counts."""
        return Team(event.cluster_id, event.title, event.sector, event.members, before.answered if before else ())

    @staticmethod
    def heard_back(before: "Team | None", event: InvitationAnswered, stamp: Stamp) -> "Team | None":
        """An answer and its moment."""
        return before and replace(before, answered=(*before.answered, f"{event.invitation_id} {stamp.at.isoformat()}"))


@dataclass(frozen=True)
class Note:
    """Private: outside the fold."""

    note_id: str
    text: str


METADATA = sa.MetaData()
chassis_tables(METADATA)
_TALLIES = sa.Table(
    "tallies",
    METADATA,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("order", Json(tuple[str, ...]), nullable=False),
    sa.Column("last", Instant(), nullable=False),
)
_TEAMS = sa.Table(
    "teams",
    METADATA,
    sa.Column("cluster_id", sa.String(64), primary_key=True),
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("members", Json(tuple[Participant, ...]), nullable=False),
    sa.Column("answered", Json(tuple[str, ...]), nullable=False),
)
_NOTES = sa.Table(
    "notes",
    METADATA,
    sa.Column("note_id", sa.String(64), primary_key=True),
    sa.Column("text", sa.String(300), nullable=False),
)
TALLIES, TEAMS, NOTES = Shelf(_TALLIES, Tally), Shelf(_TEAMS, Team), Shelf(_NOTES, Note, private=True)
FOLD = (
    folds(WorksheetSubmitted, TALLIES, by="worksheet_id", apply=Tally.counted),
    folds(WorksheetWithdrawn, TALLIES, by="worksheet_id", apply=Tally.gone),
    folds(ClusterProposed, TEAMS, by="cluster_id", apply=Team.proposed),
    folds(InvitationAnswered, TEAMS, by="cluster_id", apply=Team.heard_back),
)


def misbehave(title: str) -> None:
    """Fails as the title says."""
    if "boom" in title:
        raise ValueError("the toy was told to break")
    if "later" in title:
        raise Transient("the toy was told to wait")
    if "no" in title.split():
        raise Rejected("the-toy-says-no", "It was told to.", "title")


def propose(event: WorksheetSubmitted, tx: Tx) -> None:
    """Every worksheet proposes a cluster that carries its number; misbehaves only after it has said so."""
    tally = tx.get(TALLIES, event.worksheet_id)
    tx.keep(NOTES, Note(event.worksheet_id, f"round {event.round_id}"))
    tx.say(
        ClusterProposed(
            cluster_id=event.worksheet_id,
            worksheet_id=event.worksheet_id,
            round_id=event.round_id,
            sector=event.project.sector,
            title=f"{event.project.title} {len(tally.order) if tally else 0}",
            lead=event.project.lead,
            members=event.project.participants,
        )
    )
    misbehave(event.project.title)


def answer(command: AnswerInvitation, tx: Tx) -> None:
    """An answer to a cluster that is known."""
    team = tx.get(TEAMS, command.cluster_id)
    if team is None:
        raise Rejected("the-cluster-is-unknown", "Nobody proposed it.", "cluster_id")
    tx.say(
        InvitationAnswered(
            cluster_id=command.cluster_id,
            invitation_id=command.invitation_id,
            organisation=team.members[0],
            accepted=command.accepts,
            title=team.title,
            lead="person-1",
            answered_at=tx.now,
        )
    )
    misbehave(command.invitation_id.replace("-", " "))


async def resolve(request: ResolveContact, service: Any) -> ContactResolved:
    """A private answer, or a refusal that names the field, or a bug."""
    if request.purpose == "boom":
        raise ValueError("the desk was told to break")
    if request.purpose == "no":
        raise Rejected("the-purpose-is-not-allowed", "Nobody needs that.", "purpose")
    return ContactResolved(person_id=request.person_id, name="Ada", mail="ada@example.org")


def build(settings: Settings | None = None, migrations: str | None = None) -> Service:
    """The toy, put together like a service."""
    told = settings or Settings()  # type: ignore[call-arg]  # the environment gives the rest

    def hear_worksheet(event: WorksheetSubmitted, tx: Tx) -> None:
        if told.transient_share and random.random() < told.transient_share:
            raise Transient("the toy failed by chance")
        if "slow" in event.project.title:
            time.sleep(told.nap)
        propose(event, tx)

    service = Service(
        "clusters",
        told,
        metadata=METADATA,
        reactions=[
            hear(FOLLOW, "registration", "worksheet", {WorksheetSubmitted: hear_worksheet}),
            obey(OBEY, "clusters", {AnswerInvitation: answer}, {AnswerInvitation: ((TEAMS, "cluster_id"),)}),
        ],
        fold=FOLD,
        requests=[answers(ASK, ResolveContact, resolve)],
        migrations=migrations,
    )
    for consumer in service.consumers:
        consumer.delays, consumer.patience = told.delays, told.patience
    return service


if __name__ == "__main__":
    run(build)
