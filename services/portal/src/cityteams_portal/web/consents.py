"""What one agrees to, purpose by purpose, in the words that were shown. Plain forms, no scripts."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Service
from cityteams_contracts import Command, Rejected
from cityteams_contracts.registration import ConsentPurpose, GiveConsent, WithdrawConsent
from cityteams_contracts.values import PersonId
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.domain.consents import TEXTS, Agreed, Agreements, ConsentText
from cityteams_portal.store import CONSENTS
from cityteams_portal.web.asking import answer_to, ask, repeatable_id
from cityteams_portal.web.guard import token_matches
from cityteams_portal.web.sign_in import typed
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, signed_in

CHANGED = "This text has changed since you opened the page. Read it again before you agree."


@dataclass(frozen=True)
class Question:
    """One purpose as it is asked: its text of today, and the person's last word on it."""

    purpose: ConsentPurpose
    text: ConsentText
    said: Agreed | None

    @property
    def holds(self) -> bool:
        """Whether the person agrees, to whichever version."""
        return self.said is not None and self.said.holds

    @property
    def is_outdated(self) -> bool:
        """Whether the person agreed to another text than today's."""
        return self.said is not None and self.said.holds and self.said.text_version != self.text.version

    @property
    def seen(self) -> str:
        """What the person saw when they decided, so that the same form sent twice is one command."""
        return "" if self.said is None else f"{self.said.given_at.isoformat()} {self.said.withdrawn_at}"


async def questions_for(service: Service, person_id: PersonId) -> list[Question]:
    """Every purpose, in the order of the contracts."""
    known = await service.read(lambda tx: tx.get(CONSENTS, person_id)) or Agreements(person_id)
    return [Question(purpose, TEXTS[purpose], known.on(purpose)) for purpose in ConsentPurpose]


async def consent(request: Request) -> Response:
    """`POST /account/consents`: agrees to one purpose in the words that were shown, or agrees no longer."""
    visitor, sent, site = signed_in(request), await typed(request), site_of(request)
    if not token_matches(request, sent.get("form_token", "")):
        raise NotYours
    command = _command(visitor.person_id, sent.get("purpose", ""), sent.get("version", ""), sent.get("do", ""))
    seen = sent.get("seen", "")[:100]
    command_id = repeatable_id("consent", command.name, command.model_dump_json(), seen)
    await ask(site.service, command, command_id, visitor.person_id)
    answer = await answer_to(site.service, command_id, site.settings.answer_wait)
    done = answer is not None and answer.outcome is Outcome.DONE
    return RedirectResponse("/account#consents" if done else f"/commands/{command_id}", 303)


def _command(person_id: PersonId, word: str, version: str, wanted: str) -> Command:
    """What the form asks for; raises Rejected when the text was changed meanwhile, or the form is not ours."""
    if word not in set(ConsentPurpose) or wanted not in ("give", "withdraw"):
        raise Rejected("the-form-is-not-complete", "Open your account again and press one of its buttons.")
    purpose = ConsentPurpose(word)
    if wanted == "withdraw":
        return WithdrawConsent(person_id=person_id, purpose=purpose)
    if version != TEXTS[purpose].version:
        raise Rejected("the-text-has-changed", CHANGED)
    return GiveConsent(person_id=person_id, purpose=purpose, text_version=version)
