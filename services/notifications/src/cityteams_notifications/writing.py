"""Letters get their words at the moment of sending: from the event that they are about, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cityteams_calendars import Mailbox
from cityteams_chassis import Service
from cityteams_contracts import CONTACT_RESOLVE, Rejected
from cityteams_contracts.notifications import LetterKind, MailingPrepared
from cityteams_contracts.registration import SIGN_IN_LINK, ContactResolved, LinkSignIn, ResolveContact, SignInLinked
from cityteams_notifications.archive import Archive, Found
from cityteams_notifications.domain.letters import Draft, Fact, Waiting
from cityteams_notifications.domain.mailings.wording import mailing
from cityteams_notifications.domain.topics import topic_of
from cityteams_notifications.domain.worded import draft_for
from cityteams_notifications.enclosing import enclosed
from cityteams_notifications.html import as_html
from cityteams_notifications.inviting import calendar_of
from cityteams_notifications.parts import Calendar, Parts
from cityteams_notifications.rendering import Renderer, message_lines
from cityteams_notifications.store import gathered_in
from cityteams_notifications.tongue import spoken


class NotWanted(Exception):  # noqa: N818 - what happened
    """The link that the letter would bring is not wanted any more."""


class EventAway(Exception):  # noqa: N818 - what happened
    """The event that the letter is worded from is not in its stream now."""


@dataclass(frozen=True)
class Writer:
    """Words one letter after the other; `organiser` stands in invitations for calendars.

    `why` gives the address at which it is told why a letter came, or nothing.
    """

    service: Service
    archive: Archive
    portal: str
    organiser: Mailbox
    renderer: Renderer = field(default_factory=Renderer)
    why: Callable[[str], str] = lambda _letter_id: ""

    async def write(self, waiting: Waiting, contact: ContactResolved) -> Parts:
        """The letter as it goes out. Raises NotWanted, EventAway, and Transient when nobody answers."""
        if waiting.letter.kind is LetterKind.SIGN_IN_LINK:
            return self._parts(await self._sign_in(waiting), waiting, contact)
        if waiting.letter.kind is LetterKind.DIGEST:
            return self._parts(await self._digest(waiting, contact), waiting, contact)
        found = await self.archive.read(waiting.pending.event_subject, waiting.pending.event_id)
        letter = waiting.letter
        draft = _theirs(found, letter.kind, letter.person_id, proof=letter.about == letter.letter_id)
        if found is None or draft is None:
            raise EventAway
        if draft.kind is LetterKind.PARTNERS_INTRODUCED:
            draft = await self._with_contact(draft)
        parts = self._parts(draft, waiting, contact, calendar_of(found, contact, self.organiser, self.portal))
        return replace(parts, attachments=enclosed(found))

    def _parts(
        self, draft: Draft, waiting: Waiting, contact: ContactResolved, calendar: Calendar | None = None
    ) -> Parts:
        topic, why = topic_of(draft.kind), self.why(waiting.letter.letter_id)
        written = self.renderer.write(draft, _language(waiting, contact), self.portal, why)
        page = as_html(written.subject, written.text, written.language, written.direction, self.portal)
        return Parts(written.subject, written.text, page, calendar, topic=topic)

    async def _sign_in(self, waiting: Waiting) -> Draft:
        """Each asking makes an earlier token void, so that of a letter sent twice the last one holds."""
        letter = waiting.letter
        try:
            linked = await self.service.request(SIGN_IN_LINK, LinkSignIn(sign_in_id=letter.about), SignInLinked)
        except Rejected:
            raise NotWanted from None
        if linked.token is None:
            raise NotWanted
        facts: dict[str, Fact] = {"about": letter.about, "token": linked.token, "minutes": linked.minutes}
        return Draft(letter.kind, letter.person_id, letter.about, facts)

    async def _digest(self, waiting: Waiting, contact: ContactResolved) -> Draft:
        """What would have been single letters, the newest first, each with its words."""
        letter = waiting.letter
        parts = await self.service.read(lambda tx: gathered_in(tx, letter.letter_id))
        told = list[Fact]()
        for part in parts:
            found = await self.archive.read(part.event_subject, part.event_id)
            draft = _theirs(found, part.kind, part.person_id)
            if draft is None:
                raise EventAway
            written = self.renderer.write(draft, _language(waiting, contact), self.portal)
            told.append({"subject": written.subject, "lines": message_lines(written.text)})
        return Draft(letter.kind, letter.person_id, letter.about, {"about": letter.about, "letters": tuple(told)})

    async def _with_contact(self, draft: Draft) -> Draft:
        """With the contact of the other side, which both agreed to give; registration logs for what it is given."""
        question = ResolveContact(person_id=str(draft.facts["whom"]), purpose="partners_introduced")
        other = await self.service.request(CONTACT_RESOLVE, question, ContactResolved)
        return replace(draft, facts={**draft.facts, "name": other.name or "", "mail": other.mail or ""})


def _theirs(found: Found | None, kind: LetterKind, person_id: str, *, proof: bool = False) -> Draft | None:
    if found is not None and isinstance(found.event, MailingPrepared):  # it does not name its readers
        return mailing(found.event, person_id, proof=proof)
    return draft_for(found.event, kind, person_id) if found is not None else None


def _language(waiting: Waiting, contact: ContactResolved) -> str:
    """The one that the reader chose for letters, else the one that registration knows."""
    return spoken(waiting.language or contact.language)
