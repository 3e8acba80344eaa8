"""From an audience to people: who is meant, and who of them is left out and why. Pure; what is known comes in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cityteams_contracts import Rejected
from cityteams_contracts.notifications import Frequency, LeftOut, MailingAudience, MailingKind, MailingRole
from cityteams_notifications.domain.mailings.circles import Circle, Noun, Reader
from cityteams_notifications.domain.preferences import Preferences
from cityteams_notifications.domain.topics import MAILINGS

NEEDS_AGREEMENT = frozenset({MailingKind.CALL, MailingKind.NEWS})
"""What goes to who agreed to letters about the programme alone; the rest concerns what people take part in."""
_TEAMS = (Noun.WORKSHEET, Noun.CLUSTER, Noun.ALLIANCE, Noun.ORGANISATION)


@dataclass(frozen=True)
class Known:
    """What is known of people: by id what they want, whom no mail reaches, who agreed, and who was forgotten."""

    preferences: Mapping[str, Preferences] = field(default_factory=dict)
    suppressed: Collection[str] = ()
    readers: Mapping[str, Reader] = field(default_factory=dict)

    def wants(self, person_id: str) -> Preferences:
        """What the person said, or nothing."""
        return self.preferences.get(person_id, Preferences(person_id))

    def forgot(self, person_id: str) -> bool:
        """Whether the person was erased."""
        reader = self.readers.get(person_id)
        return reader is not None and reader.erased

    def why_not(self, person_id: str, kind: MailingKind) -> str | None:
        """Why somebody is left out, as a code; None for who gets it."""
        if person_id in self.suppressed:
            return "mail-does-not-reach-the-person"
        if self.wants(person_id).frequency(MAILINGS) is Frequency.NEVER:
            return "wants-no-mailings"
        reader = self.readers.get(person_id)
        if kind in NEEDS_AGREEMENT and not (reader is not None and reader.agrees):
            return "has-not-agreed-to-programme-mail"
        return None


def check_audience(audience: MailingAudience, kind: MailingKind) -> None:
    """Raises Rejected for an audience that means nobody in particular, or strangers to what is told."""
    narrow = audience.roles or audience.rounds or audience.clusters or audience.gatherings
    if not narrow and not audience.everybody:
        reason = "Say to whom: choose roles, rounds, clusters or gatherings, or everybody."
        raise Rejected("the-audience-is-not-said", reason, "audience")
    if narrow and audience.everybody:
        reason = "Everybody is everybody: leave roles, rounds, clusters and gatherings out, or take everybody back."
        raise Rejected("everybody-is-narrowed-down", reason, "audience.everybody")
    if kind not in NEEDS_AGREEMENT and not (audience.rounds or audience.clusters or audience.gatherings):
        reason = "It concerns who takes part: name the round, the cluster or the gathering, or send it as news."
        raise Rejected("it-concerns-nothing-in-particular", reason, "audience")


def nouns_of(audience: MailingAudience) -> Sequence[Noun]:
    """Which circles have to be looked at, so that a mailing to a gathering does not read every team."""
    if audience.gatherings and not (audience.rounds or audience.clusters):
        return (Noun.GATHERING,)
    if (audience.rounds or audience.clusters) and not audience.gatherings:
        return _TEAMS
    return tuple(Noun)


def meant(audience: MailingAudience, circles: Sequence[Circle], living: Mapping[str, str]) -> list[str]:
    """Everybody who is meant, by id in order; `living` leads from merged organisations to whom they live on in."""
    ties = _Ties(circles, living)
    sets = []
    if audience.rounds:
        sets.append(ties.people(audience.roles, [each for each in circles if set(each.rounds) & set(audience.rounds)]))
    if audience.clusters:
        wanted = _with_merged(set(audience.clusters), circles)
        sets.append(ties.people(audience.roles, [each for each in circles if set(each.clusters) & wanted]))
    if audience.gatherings:
        there = [each for each in circles if set(each.gatherings) & set(audience.gatherings)]
        sets.append(ties.people(audience.roles, there))
    if not sets:
        sets.append(ties.people(audience.roles, circles))
    return sorted(set.intersection(*sets))


def sorted_out(people: Sequence[str], kind: MailingKind, known: Known) -> tuple[list[str], list[LeftOut]]:
    """Who gets it and who is left out; who was forgotten is in neither."""
    recipients, left_out = [], []
    for person_id in people:
        if known.forgot(person_id):
            continue
        why = known.why_not(person_id, kind)
        if why is None:
            recipients.append(person_id)
        else:
            left_out.append(LeftOut(person_id=person_id, reason=why))
    return recipients, left_out


class _Ties:
    """Who has which role in which circle; the people of a member organisation belong to the cluster, too."""

    def __init__(self, circles: Sequence[Circle], living: Mapping[str, str]) -> None:
        self._living = living
        self._at: dict[str, list[Circle]] = {}
        for each in circles:
            if each.noun is Noun.ORGANISATION:
                for organisation_id in each.organisations:
                    self._at.setdefault(self._alive(organisation_id), []).append(each)

    def people(self, roles: Collection[MailingRole], circles: Sequence[Circle]) -> set[str]:
        """Everybody in these circles who has one of the roles, or any when none is named."""
        wanted = {role.value for role in roles}
        return {person for each in circles for role, person in self._in(each) if not wanted or role in wanted}

    def _in(self, circle: Circle) -> Iterator[tuple[str, str]]:
        yield from ((role, person) for role, people in circle.people.items() for person in people)
        if circle.noun is Noun.ORGANISATION:
            return
        for organisation_id in circle.organisations:
            for place in self._at.get(self._alive(organisation_id), ()):
                for role, people in place.people.items():
                    for person in people:
                        yield role, person
                        yield MailingRole.MEMBER.value, person

    def _alive(self, organisation_id: str) -> str:
        seen = set[str]()
        while organisation_id in self._living and organisation_id not in seen:
            seen.add(organisation_id)
            organisation_id = self._living[organisation_id]
        return organisation_id


def _with_merged(wanted: set[str], circles: Sequence[Circle]) -> set[str]:
    """With the alliances that live on in one that is wanted: their teams belong there."""
    into = {each.clusters[0]: each.into for each in circles if each.noun is Noun.ALLIANCE and each.into}
    found, grew = set(wanted), True
    while grew:
        more = {old for old, new in into.items() if new in found} - found
        found, grew = found | more, bool(more)
    return found
