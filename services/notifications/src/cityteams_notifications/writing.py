"""Letters get their words at the moment of sending, from the event that they are about."""

from dataclasses import dataclass

from cityteams_chassis import Service
from cityteams_contracts import Rejected
from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import SIGN_IN_LINK, ContactResolved, LinkSignIn, SignInLinked
from cityteams_notifications.archive import Archive
from cityteams_notifications.domain.letters import Draft, Fact, Waiting
from cityteams_notifications.domain.sign_in import SUBJECTS, spoken
from cityteams_notifications.domain.text import HOME
from cityteams_notifications.domain.worded import drafts_of
from cityteams_notifications.parts import Parts
from cityteams_notifications.rendering import render


class NotWanted(Exception):  # noqa: N818 - what happened
    """The link that the letter would bring is not wanted any more."""


class EventAway(Exception):  # noqa: N818 - what happened
    """The event that the letter is worded from is not in its stream now."""


@dataclass(frozen=True)
class Writer:
    """Words one letter after the other."""

    service: Service
    archive: Archive
    portal: str

    async def write(self, waiting: Waiting, contact: ContactResolved) -> Parts:
        """The letter as it goes out. Raises NotWanted, EventAway, and Transient when nobody answers."""
        if waiting.letter.kind is LetterKind.SIGN_IN_LINK:
            return await self._sign_in(waiting, contact.language)
        event = await self.archive.read(waiting.pending.event_subject, waiting.pending.event_id)
        drafts = drafts_of(event) if event is not None else []
        for draft in drafts:
            if (draft.kind, draft.person_id) == (waiting.letter.kind, waiting.letter.person_id):
                text = render(draft).replace(HOME, self.portal)
                return Parts(waiting.letter.subject_line, text, topic=str(draft.kind).replace("_", "-"))
        raise EventAway

    async def _sign_in(self, waiting: Waiting, language: str | None) -> Parts:
        """Each asking makes an earlier token void, so that of a letter sent twice the last one holds."""
        letter = waiting.letter
        try:
            linked = await self.service.request(SIGN_IN_LINK, LinkSignIn(sign_in_id=letter.about), SignInLinked)
        except Rejected:
            raise NotWanted from None
        if linked.token is None:
            raise NotWanted
        tongue = spoken(language)
        facts: dict[str, Fact] = {
            "language": tongue,
            "home": self.portal,
            "token": linked.token,
            "minutes": linked.minutes,
        }
        subject = SUBJECTS[tongue]
        return Parts(subject, render(Draft(letter.kind, letter.person_id, letter.about, subject, facts)))
