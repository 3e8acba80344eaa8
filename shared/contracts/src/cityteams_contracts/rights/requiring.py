"""Who may give which command: one line per command, held by its owner against who asked and what it knows itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cityteams_contracts.message import Command, Rejected
from cityteams_contracts.registration import PersonErased, ProgrammeRole, RoleGranted, RoleRevoked
from cityteams_contracts.rights import (
    agenda,
    alliances,
    attendance,
    delivery,
    formation,
    kpis,
    life,
    mailings,
    meetings,
    partners,
    planning,
    preferences,
    registration,
    reminders,
    teams,
    webhooks,
)
from cityteams_contracts.rights.giver import Giver
from cityteams_contracts.values import PersonId

SECRETARIAT: PersonId = "secretariat"
"""The reserved PersonId under which the secretariat's API token acts; it has every role and belongs to nobody."""


_IN_WORDS = {
    Giver.PERSON: "anybody who is signed in",
    Giver.SELF: "the person themself",
    Giver.LEAD: "the team lead",
    Giver.OWNER: "the owner of the draft",
    Giver.MEMBER: "the people of the organisation",
    Giver.INVITED: "the invited person",
    Giver.CHAIR: "a chair",
    Giver.SECRETARIAT: "the secretariat",
    Giver.ADMINISTRATOR: "an administrator",
}
GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    **registration.GIVERS,
    **teams.GIVERS,
    **life.GIVERS,
    **alliances.GIVERS,
    **formation.GIVERS,
    **partners.GIVERS,
    **kpis.GIVERS,
    **agenda.GIVERS,
    **planning.GIVERS,
    **attendance.GIVERS,
    **meetings.GIVERS,
    **reminders.GIVERS,
    **delivery.GIVERS,
    **preferences.GIVERS,
    **mailings.GIVERS,
    **webhooks.GIVERS,
}
"""Every command of every service; one without a line can be given by nobody."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The roles of a person in the whole programme, as `RoleGranted` and `RoleRevoked` tell them."""

    person_id: PersonId
    roles: tuple[ProgrammeRole, ...] = ()

    @staticmethod
    def granted(before: "Trust | None", event: RoleGranted, _stamp: object) -> "Trust":
        """One role more."""
        known = before or Trust(event.person_id)
        return replace(known, roles=tuple(sorted({*known.roles, event.role})))

    @staticmethod
    def revoked(before: "Trust | None", event: RoleRevoked, _stamp: object) -> "Trust":
        """One role less."""
        known = before or Trust(event.person_id)
        return replace(known, roles=tuple(role for role in known.roles if role is not event.role))

    @staticmethod
    def erased(_before: "Trust | None", _event: PersonErased, _stamp: object) -> None:
        """Nobody is left to be trusted."""


def require(command: Command, actor: PersonId, trust: Trust | None = None, **people: Iterable[PersonId | None]) -> None:
    """Lets a command pass that its actor may give; raises Rejected otherwise.

    `people` are those known under a word of Giver, such as `lead=(worksheet.lead,)`; when there is no such worksheet,
    nobody is: a stranger then hears the same as about somebody else's.
    """
    named = {Giver(word): set(them) for word, them in people.items()}
    if not actor:
        raise Rejected(
            "nobody-vouches-for-this",
            "This command does not say who gives it. Sign in at the portal, or use the API with a token.",
        )
    givers = GIVERS.get(type(command), ())
    if any(_is(giver, actor, trust, named) for giver in givers):
        return
    who = ", ".join(_IN_WORDS[giver] for giver in givers) or "nobody"
    raise Rejected(
        "this-is-not-yours-to-do",
        f"This is for {who}. If it should be you, ask the secretariat; nothing was changed.",
    )


def _is(giver: Giver, actor: PersonId, trust: Trust | None, named: Mapping[Giver, set[PersonId | None]]) -> bool:
    if giver is Giver.PERSON:
        return True
    if giver in (Giver.SECRETARIAT, Giver.ADMINISTRATOR):
        return has_role(ProgrammeRole(giver), actor, trust)
    return actor in named.get(giver, ())


def has_role(role: ProgrammeRole, actor: PersonId, trust: Trust | None) -> bool:
    """Whether somebody may do what the role may: an administrator may what the secretariat may."""
    roles = trust.roles if trust is not None and trust.person_id == actor else ()
    return actor == SECRETARIAT or role in roles or ProgrammeRole.ADMINISTRATOR in roles
