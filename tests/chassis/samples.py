"""Messages for the toy, with ids that derive from what they are about."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from cityteams_contracts import Command, Event, Message
from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.registration import Project, WorksheetSubmitted, WorksheetWithdrawn
from cityteams_contracts.values import OrganisationKind, Participant, Sector
from cityteams_store.envelope import Envelope, Stamp, body_of, headers_of, open_envelope

START = datetime(2018, 2, 6, 14, tzinfo=UTC)
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@dataclass(frozen=True)
class Post:
    """One message as it is published."""

    subject: str
    headers: dict[str, str]
    body: bytes

    @property
    def envelope(self) -> Envelope:
        """As the consumer opens it."""
        return open_envelope(self.subject, self.headers, self.body)

    @property
    def id(self) -> str:
        """Its ce-id."""
        return self.headers["ce-id"]


def project(title: str = "Flood warning") -> Project:
    """A project of two."""
    city = Participant(
        organisation_id="org-1", name="City of Brno", kind=OrganisationKind.MUNICIPALITY, country="CZ", deploys=True
    )
    school = Participant(
        organisation_id="org-2", name="Masaryk University", kind=OrganisationKind.ACADEMIA, country="CZ"
    )
    return Project(
        title=title, sector=Sector.PUBLIC_SAFETY, participants=(city, school), lead="person-1", officials=("person-2",)
    )


def submitted(key: str, number: int = 1, title: str = "Flood warning") -> WorksheetSubmitted:
    """The worksheet `key` handed in for its n-th round."""
    return WorksheetSubmitted(
        worksheet_id=key, round_id=f"r{number}", project=project(title), submitted_at=START + timedelta(minutes=number)
    )


def withdrawn(key: str) -> WorksheetWithdrawn:
    """The worksheet taken back."""
    return WorksheetWithdrawn(worksheet_id=key, title="Flood warning", lead="person-1", withdrawn_at=START)


def answered(key: str, invitation: str = "inv-1") -> AnswerInvitation:
    """A yes to the cluster `key`."""
    return AnswerInvitation(cluster_id=key, invitation_id=invitation, accepts=True)


def post(message: Message, version: int | None = None, message_id: str = "") -> Post:
    """The message as its owner, or a person, publishes it."""
    assert isinstance(message, Event | Command)
    found = message_id or str(uuid5(NAMESPACE_OID, f"{message.subject}/{version}/{message.model_dump_json()}"))
    at = START + timedelta(seconds=version or 0)
    stamp = Stamp(found, at, None, found, TRACE)
    return Post(message.subject, headers_of(message, stamp, message.owner, version), body_of(message))


def worksheet(key: str, number: int = 1, title: str = "Flood warning") -> Post:
    """The n-th event of the worksheet `key`."""
    return post(submitted(key, number, title), number)
