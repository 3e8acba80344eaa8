"""What the postman meets: a mail server that answers as told, registration's answers, a clock that is set by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cityteams_chassis import Transient
from cityteams_cli.sink import Sink
from cityteams_contracts.registration import ContactResolved, ContactsResolved, WorksheetSubmitted
from cityteams_notifications.archive import Found
from cityteams_notifications.mail import SmtpMailer
from cityteams_notifications.postman import Postman
from tests.notifications.desk import Desk
from tests.notifications.samples import NOON, example

LOST = "the answer is lost"
CUT = "the line is cut"


class ScriptedSink(Sink):
    """A sink that answers the next mails from a script: an SMTP answer, CUT before or LOST after keeping the mail."""

    def __init__(self, folder, *script: str) -> None:
        super().__init__(folder)
        self.script = list(script)
        self.recipients: list[str] = []
        self.connections = 0

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802
        if self.script and self.script[0].startswith("MAIL "):
            answer = self.script.pop(0).removeprefix("MAIL ")
            if answer != "ok":
                return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.recipients.append(address)
        if self.script and self.script[0].startswith("RCPT "):
            return self.script.pop(0).removeprefix("RCPT ")
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        told = self.script and not self.script[0].startswith(("MAIL ", "RCPT "))
        answer = self.script.pop(0) if told else ""
        if answer == CUT:
            server.transport.close()
            return "451 never read"
        if answer and answer != LOST:
            return answer
        kept = await super().handle_DATA(server, session, envelope)
        if answer == LOST:
            server.transport.close()
        return kept


@dataclass
class Registration:
    """Answers as the contact desk does; `away` answers nothing."""

    contacts: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    away: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def request(self, _subject: str, question: Any, _response: object, timeout: float = 2.0) -> ContactsResolved:  # noqa: ASYNC109
        self.asked += [(person_id, question.purpose) for person_id in question.person_ids]
        if self.away:
            raise Transient("nobody answers")
        return ContactsResolved(contacts=tuple(self._contact(person_id) for person_id in question.person_ids))

    def _contact(self, person_id: str) -> ContactResolved:
        name, mail = self.contacts.get(person_id, ("Ann Arbor", "ann@example.org")) or (None, None)
        return ContactResolved(person_id=person_id, name=name, mail=mail)


@dataclass
class Clock:
    """Stands still until told."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def submitted(number: int) -> WorksheetSubmitted:
    """The worksheet of the n-th lead arrives."""
    known = example(WorksheetSubmitted)
    project = known.project.model_copy(update={"lead": f"p-{number}"})
    return known.model_copy(update={"worksheet_id": f"w-{number}", "project": project})


class Office:
    """A desk with letters, and postmen that work from it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.clock, self.registration = desk, Clock(), Registration()
        desk.service.request = self.registration.request  # type: ignore[method-assign,assignment]

    def queue(self, count: int) -> list[str]:
        """Worksheets arrive; returns the ids of their letters."""
        return [event.key for event in self.desk.hear(*(submitted(number) for number in range(count)))]

    async def read(self, _subject: str, event_id: str) -> Found | None:
        """The archive: what the desk heard."""
        return self.desk.found(event_id)

    def postman(self, *mailers, sender=None) -> Postman:
        """A new process's postman, who knows only what the store knows."""
        service = self.desk.service
        settings: Any = service.settings
        service.metrics = type(service.metrics)()
        return Postman(service, settings, mailers or [SmtpMailer(settings)], self, sender, self.clock)

    def outcomes(self) -> dict[str, str]:
        """What became of each letter."""
        return {letter.letter_id: letter.reason or str(letter.state) for letter in self.desk.letters()}
