"""One worked example per contract, from a real action cluster of the 2017 round; people appear by their ids only."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cityteams_contracts.clusters import (
    AffiliationGranted,
    AnswerInvitation,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
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
from cityteams_contracts.message import Message
from cityteams_contracts.notifications import LetterFailed, LetterKind, LetterQueued, LetterSent, NotificationsRejection
from cityteams_contracts.registration import (
    AcceptWorksheet,
    Project,
    RegistrationRejection,
    SubmitWorksheet,
    WithdrawWorksheet,
    WorksheetAccepted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_contracts.values import OrganisationKind, Participant, Resource, Sector

_ROUND, _WORKSHEET, _CLUSTER, _SUPER = "sc3-2018", "gctc-003", "cluster-afwear", "super-public-safety-sc3-2018"
_LEAD, _INVITED, _OFFICIAL = "p-7f3k9q2m", "p-2c8w5t1z", "p-9d4h6r0x"
_GATHERING, _SLOT, _LETTER, _INVITATION = "expo-2018", "slot-afwear", "letter-0001", "invitation-dew"
_TITLE = "Advanced Flood Warning and Environmental Awareness System for the City of Rohnert Park"
_ALLIANCE = "Public Safety SuperCluster"
_EXPO, _ZONE, _PLACE = "GCTC Expo 2018", "America/New_York", "Walter E. Washington Convention Center, Washington, DC"
_HELD = {"gathering_id": _GATHERING, "place": _PLACE, "time_zone": _ZONE}


def _hour(hour: int, minute: int) -> datetime:
    return datetime(2018, 2, 7, hour, minute, tzinfo=ZoneInfo(_ZONE))


def _city() -> Participant:
    name, kind = "City of Rohnert Park", OrganisationKind.MUNICIPALITY
    return Participant(
        organisation_id="o-rohnert-park", name=name, kind=kind, country="US", city="Rohnert Park", deploys=True
    )


def _university() -> Participant:
    kind = OrganisationKind.ACADEMIA
    return Participant(organisation_id="o-sonoma-state", name="Sonoma State University", kind=kind, country="US")


def _company() -> Participant:
    return Participant(organisation_id="o-dew", name="Dew Mobility", kind=OrganisationKind.COMPANY, country="US")


def _project() -> Project:
    return Project(
        title=_TITLE,
        sector=Sector.PUBLIC_SAFETY,
        description="Water-level sensors warn residents and crews of Sonoma County before a creek leaves its bed.",
        participants=(_city(), _university()),
        lead=_LEAD,
        officials=(_OFFICIAL,),
        needs=(Resource.TECHNOLOGY, Resource.FUNDING),
        offers=(Resource.PILOT_SITE, Resource.DATA),
    )


def _registration() -> tuple[Message, ...]:
    return (
        SubmitWorksheet(worksheet_id=_WORKSHEET, round_id=_ROUND, project=_project()),
        AcceptWorksheet(worksheet_id=_WORKSHEET),
        WithdrawWorksheet(worksheet_id=_WORKSHEET),
        WorksheetSubmitted(worksheet_id=_WORKSHEET, round_id=_ROUND, project=_project(), submitted_at=_hour(9, 0)),
        WorksheetAccepted(worksheet_id=_WORKSHEET, round_id=_ROUND, project=_project(), accepted_at=_hour(9, 20)),
        WorksheetWithdrawn(worksheet_id=_WORKSHEET, title=_TITLE, lead=_LEAD, withdrawn_at=_hour(16, 45)),
        RegistrationRejection(
            command_id="c-000017",
            command="registration.submit-worksheet.v1",
            code="a-worksheet-needs-a-named-official",
            reason="No official of Rohnert Park is named; add one who can decide.",
            field="project.officials",
            about=_WORKSHEET,
        ),
    )


def _teams() -> tuple[Message, ...]:
    reasons = (
        Reason(code="covers-a-need", text="Dew Mobility offers technology, which the team needs.", weight=3.0),
        Reason(code="same-sector", text="Both work on public safety.", weight=1.5),
    )
    return (
        ClusterProposed(
            cluster_id=_CLUSTER,
            worksheet_id=_WORKSHEET,
            round_id=_ROUND,
            sector=Sector.PUBLIC_SAFETY,
            title=_TITLE,
            lead=_LEAD,
            members=(_city(),),
            missing=("a-cluster-needs-two-organisations",),
        ),
        MemberInvited(
            cluster_id=_CLUSTER,
            invitation_id=_INVITATION,
            organisation=_company(),
            person_id=_INVITED,
            from_worksheet="gctc-095",
            title=_TITLE,
            score=4.5,
            reasons=reasons,
        ),
        AnswerInvitation(cluster_id=_CLUSTER, invitation_id=_INVITATION, accepts=True),
        InvitationAnswered(
            cluster_id=_CLUSTER,
            invitation_id=_INVITATION,
            organisation=_company(),
            accepted=True,
            title=_TITLE,
            lead=_LEAD,
            answered_at=_hour(10, 5),
        ),
    )


def _clusters() -> tuple[Message, ...]:
    members = (_city(), _university(), _company())
    return (
        ClusterConfirmed(cluster_id=_CLUSTER, title=_TITLE, lead=_LEAD, members=members, confirmed_at=_hour(10, 5)),
        ClusterListed(
            cluster_id=_CLUSTER,
            worksheet_id=_WORKSHEET,
            round_id=_ROUND,
            sector=Sector.PUBLIC_SAFETY,
            title=_TITLE,
            lead=_LEAD,
            members=members,
            offers=(Resource.PILOT_SITE, Resource.DATA),
            listed_at=_hour(10, 5),
        ),
        AffiliationGranted(cluster_id=_CLUSTER, super_cluster_id=_SUPER, super_cluster=_ALLIANCE),
        ClusterDissolved(cluster_id=_CLUSTER, worksheet_id=_WORKSHEET, lead=_LEAD, title=_TITLE),
        SuperClusterFormed(super_cluster_id=_SUPER, round_id=_ROUND, sector=Sector.PUBLIC_SAFETY, title=_ALLIANCE),
        ClustersRejection(
            command_id="c-000018",
            command="clusters.answer-invitation.v1",
            code="invitation-is-already-answered",
            reason="This invitation was answered on 7 February 2018.",
            about=_CLUSTER,
        ),
    )


def _gatherings() -> tuple[Message, ...]:
    rooms = (Room(room_id="146c", name="146C", capacity=120), Room(room_id="146a", name="146A", capacity=80))
    days = (Day(date=date(2018, 2, 7), opens=time(13, 30), closes=time(17, 30)),)
    kind = GatheringKind.EXPO
    entry = AgendaEntry(
        slot_id=_SLOT,
        cluster_id=_CLUSTER,
        title=_TITLE,
        speaker=_LEAD,
        room_id="146c",
        starts=_hour(14, 20),
        ends=_hour(14, 30),
    )
    return (
        HoldGathering(**_HELD, title=_EXPO, kind=kind, days=days, rooms=rooms, slot_minutes=10),
        ReleaseAgenda(gathering_id=_GATHERING),
        GatheringAnnounced(**_HELD, title=_EXPO, kind=kind, days=days, rooms=rooms, slot_minutes=10),
        AgendaReleased(**_HELD, title=_EXPO, rooms=rooms, release=1, entries=(entry,)),
        EventsRejection(
            command_id="c-000019",
            command="events.hold-gathering.v1",
            code="time-zone-is-unknown",
            reason="'EST5' is not a time zone; give one such as America/New_York.",
            field="time_zone",
            about=_GATHERING,
        ),
    )


def _slots() -> tuple[Message, ...]:
    about = {"slot_id": _SLOT, "cluster_id": _CLUSTER, "title": _TITLE, "speaker": _LEAD}
    common = {**_HELD, "gathering": _EXPO, **about}
    return (
        SlotGiven(**common, room_id="146c", room="146C", starts=_hour(14, 20), ends=_hour(14, 30)),
        SlotRefused(**common, reason="No room is free in the open hours of GCTC Expo 2018."),
        SlotCancelled(**common),
    )


def _letters() -> tuple[Message, ...]:
    kind = LetterKind.SLOT_GIVEN
    return (
        LetterQueued(
            letter_id=_LETTER,
            kind=kind,
            person_id=_LEAD,
            about=_SLOT,
            subject_line="Your slot at GCTC Expo 2018",
            queued_at=_hour(11, 0),
        ),
        LetterSent(letter_id=_LETTER, kind=kind, person_id=_LEAD, sent_at=_hour(11, 1)),
        LetterFailed(letter_id=_LETTER, kind=kind, person_id=_LEAD, reason="no-contact", failed_at=_hour(11, 1)),
        NotificationsRejection(
            command_id="c-000020",
            command="notifications.send-letter.v1",
            code="letter-is-already-sent",
            reason="The mail server took this letter over on 7 February 2018.",
            about=_LETTER,
        ),
    )


def examples() -> dict[type[Message], Message]:
    """Every contract's class with one message of it that could really have been sent."""
    made = (*_registration(), *_teams(), *_clusters(), *_gatherings(), *_slots(), *_letters())
    return {type(message): message for message in made}
