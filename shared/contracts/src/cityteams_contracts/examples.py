"""One worked example per contract, from a real action cluster of the 2017 round; people appear by their ids only."""

from datetime import date, time

from cityteams_contracts.clusters import (
    AffiliationGranted,
    AnswerInvitation,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
    ClustersRejection,
    InvitationAnswered,
    MemberInvited,
    Reason,
    SuperClusterFormed,
)
from cityteams_contracts.events import (
    AgendaEntry,
    AgendaReleased,
    Day,
    EventsRejection,
    GatheringAnnounced,
    GatheringKind,
    HoldGathering,
    ReleaseAgenda,
    Room,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.example_registration import registration_examples
from cityteams_contracts.example_values import (
    ALLIANCE,
    CLUSTER,
    EXPO,
    GATHERING,
    HELD,
    INVITATION,
    INVITED,
    LEAD,
    LETTER,
    ROUND,
    SLOT,
    SUPER,
    TITLE,
    WORKSHEET,
    city,
    company,
    hour,
    university,
)
from cityteams_contracts.message import Message
from cityteams_contracts.notifications import LetterFailed, LetterKind, LetterQueued, LetterSent, NotificationsRejection
from cityteams_contracts.values import Resource, Sector


def _teams() -> tuple[Message, ...]:
    reasons = (
        Reason(code="covers-a-need", text="Dew Mobility offers technology, which the team needs.", weight=3.0),
        Reason(code="same-sector", text="Both work on public safety.", weight=1.5),
    )
    return (
        ClusterProposed(
            cluster_id=CLUSTER,
            worksheet_id=WORKSHEET,
            round_id=ROUND,
            sector=Sector.PUBLIC_SAFETY,
            title=TITLE,
            lead=LEAD,
            members=(city(),),
            missing=("a-cluster-needs-two-organisations",),
        ),
        MemberInvited(
            cluster_id=CLUSTER,
            invitation_id=INVITATION,
            organisation=company(),
            person_id=INVITED,
            from_worksheet="gctc-095",
            title=TITLE,
            score=4.5,
            reasons=reasons,
        ),
        AnswerInvitation(cluster_id=CLUSTER, invitation_id=INVITATION, accepts=True),
        InvitationAnswered(
            cluster_id=CLUSTER,
            invitation_id=INVITATION,
            organisation=company(),
            accepted=True,
            title=TITLE,
            lead=LEAD,
            answered_at=hour(10, 5),
        ),
    )


def _clusters() -> tuple[Message, ...]:
    members = (city(), university(), company())
    return (
        ClusterConfirmed(cluster_id=CLUSTER, title=TITLE, lead=LEAD, members=members, confirmed_at=hour(10, 5)),
        ClusterRevised(cluster_id=CLUSTER, title=TITLE, lead=LEAD, members=members),
        ClusterListed(
            cluster_id=CLUSTER,
            worksheet_id=WORKSHEET,
            round_id=ROUND,
            sector=Sector.PUBLIC_SAFETY,
            title=TITLE,
            lead=LEAD,
            members=members,
            offers=(Resource.PILOT_SITE, Resource.DATA),
            listed_at=hour(10, 5),
        ),
        AffiliationGranted(cluster_id=CLUSTER, super_cluster_id=SUPER, super_cluster=ALLIANCE),
        ClusterDissolved(cluster_id=CLUSTER, worksheet_id=WORKSHEET, lead=LEAD, title=TITLE),
        SuperClusterFormed(super_cluster_id=SUPER, round_id=ROUND, sector=Sector.PUBLIC_SAFETY, title=ALLIANCE),
        ClustersRejection(
            command_id="c-000018",
            command="clusters.answer-invitation.v1",
            code="invitation-is-already-answered",
            reason="This invitation was answered on 7 February 2018.",
            about=CLUSTER,
        ),
    )


def _gatherings() -> tuple[Message, ...]:
    rooms = (Room(room_id="146c", name="146C", capacity=120), Room(room_id="146a", name="146A", capacity=80))
    days = (Day(date=date(2018, 2, 7), opens=time(13, 30), closes=time(17, 30)),)
    kind = GatheringKind.EXPO
    entry = AgendaEntry(
        slot_id=SLOT,
        cluster_id=CLUSTER,
        title=TITLE,
        speaker=LEAD,
        room_id="146c",
        starts=hour(14, 20),
        ends=hour(14, 30),
    )
    return (
        HoldGathering(**HELD, title=EXPO, kind=kind, days=days, rooms=rooms, slot_minutes=10),
        ReleaseAgenda(gathering_id=GATHERING),
        GatheringAnnounced(**HELD, title=EXPO, kind=kind, days=days, rooms=rooms, slot_minutes=10),
        AgendaReleased(**HELD, title=EXPO, rooms=rooms, release=1, entries=(entry,)),
        EventsRejection(
            command_id="c-000019",
            command="events.hold-gathering.v1",
            code="time-zone-is-unknown",
            reason="'EST5' is not a time zone; give one such as America/New_York.",
            field="time_zone",
            about=GATHERING,
        ),
    )


def _slots() -> tuple[Message, ...]:
    about = {"slot_id": SLOT, "cluster_id": CLUSTER, "title": TITLE, "speaker": LEAD}
    common = {**HELD, "gathering": EXPO, **about}
    return (
        SlotGiven(**common, room_id="146c", room="146C", starts=hour(14, 20), ends=hour(14, 30)),
        SlotRefused(**common, reason="No room is free in the open hours of GCTC Expo 2018."),
        SlotCancelled(**common),
    )


def _letters() -> tuple[Message, ...]:
    kind = LetterKind.SLOT_GIVEN
    return (
        LetterQueued(
            letter_id=LETTER,
            kind=kind,
            person_id=LEAD,
            about=SLOT,
            subject_line="Your slot at GCTC Expo 2018",
            queued_at=hour(11, 0),
        ),
        LetterSent(letter_id=LETTER, kind=kind, person_id=LEAD, sent_at=hour(11, 1)),
        LetterFailed(letter_id=LETTER, kind=kind, person_id=LEAD, reason="no-contact", failed_at=hour(11, 1)),
        NotificationsRejection(
            command_id="c-000020",
            command="notifications.send-letter.v1",
            code="letter-is-already-sent",
            reason="The mail server took this letter over on 7 February 2018.",
            about=LETTER,
        ),
    )


def examples() -> dict[type[Message], Message]:
    """Every contract's class with one message of it that could really have been sent."""
    made = (*registration_examples(), *_teams(), *_clusters(), *_gatherings(), *_slots(), *_letters())
    return {type(message): message for message in made}
