"""The participants of a worksheet are brought together with the register: known, new, or a question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cityteams_contracts import Event
from cityteams_contracts.registration import Organisation, OrganisationRegistered
from cityteams_contracts.values import OrganisationId, OrganisationKind, Participant
from cityteams_registration.domain.organisations.finding import Verdict
from cityteams_registration.domain.organisations.gazetteer import Gazetteer
from cityteams_registration.domain.organisations.matcher import Candidate, compared, ranked
from cityteams_registration.domain.organisations.names import read
from cityteams_registration.domain.organisations.place import placed
from cityteams_registration.domain.organisations.questions import suspicions
from cityteams_registration.domain.organisations.register import Registered
from cityteams_registration.domain.organisations.several import several

Printed = tuple[str, OrganisationKind, str | None, str | None]


@dataclass(frozen=True)
class Reconciled:
    """The participants with the ids that the register knows them by, and what happened to the register."""

    participants: tuple[Participant, ...]
    events: tuple[Event, ...]


@dataclass
class Register:
    """What of the register may concern some participants; those that join on the way are added.

    `survivor` tells in whom an organisation lives on, `new_id` makes an id for one whose own is taken.
    """

    known: dict[OrganisationId, Registered]
    survivor: Mapping[OrganisationId, OrganisationId]
    gazetteer: Gazetteer
    new_id: Callable[[Participant], OrganisationId]
    now: datetime
    events: list[Event] = field(default_factory=list)

    def id_of(self, participant: Participant) -> OrganisationId:
        """The id of an organisation; a new one is registered, with a question for every likely duplicate."""
        wanted, given = organisation_of(participant, self.gazetteer), participant.organisation_id
        if given in self.known and self._is_meant(given, wanted):
            return self._living(given)
        found = self.candidates(wanted)
        if found and found[0].finding.verdict is Verdict.SAME:
            return found[0].organisation_id
        free = given not in self.known
        return self.register(given if free else self.new_id(participant), wanted, found)

    def candidates(self, wanted: Organisation) -> list[Candidate]:
        """Whom it may be, each once, as the one that it lives on in; the likeliest first."""
        others = {key: read(each.organisation, self.gazetteer) for key, each in self.known.items()}
        best: dict[OrganisationId, Candidate] = {}
        for each in ranked(read(wanted, self.gazetteer), others, self.gazetteer):
            living = self._living(each.organisation_id)
            best.setdefault(living, Candidate(living, each.finding))
        return list(best.values())

    def register(self, key: OrganisationId, wanted: Organisation, found: list[Candidate]) -> OrganisationId:
        """A new organisation, which those that come after it are held against, too."""
        self.known[key] = Registered(key, wanted, None, None, self.now)
        self.events.append(OrganisationRegistered(organisation_id=key, organisation=wanted, registered_at=self.now))
        self.events += suspicions(key, found, ())
        return key

    def _is_meant(self, given: OrganisationId, wanted: Organisation) -> bool:
        """Whether the one that has the id is not plainly another: ids are made from names, and homonyms are real."""
        names = {given, self._living(given)} & self.known.keys()
        mine = read(wanted, self.gazetteer)
        return any(compared(mine, read(self.known[key].organisation, self.gazetteer), self.gazetteer).is_likely
                   for key in names)  # fmt: skip

    def _living(self, key: OrganisationId) -> OrganisationId:
        return self.survivor.get(key, key)


def reconciled(
    participants: tuple[Participant, ...], before: tuple[Participant, ...], register: Register
) -> Reconciled:
    """Every participant gets the id that the register knows it by; one that stands as it stood before keeps its id.

    Entries that name several bodies become several participants, and two spellings of one body become one participant;
    what is plainly listed twice stays so, for the rules of the round to say.
    """
    stood = {printed(each): each.organisation_id for each in before}
    named = [one for each in participants for one in apart(each)]
    ids = [stood.get(printed(each)) or register.id_of(each) for each in named]
    found = list[Participant]()
    for key, each in zip(ids, named, strict=True):
        twin = next((at for at, one in enumerate(found) if one.organisation_id == key and one.name != each.name), None)
        if twin is None:
            found.append(each.model_copy(update={"organisation_id": key}))
        else:
            found[twin] = found[twin].model_copy(update={"deploys": found[twin].deploys or each.deploys})
    return Reconciled(tuple(found), tuple(register.events))


def apart(participant: Participant) -> tuple[Participant, ...]:
    """A municipality's entry that names several, as one participant each; any other as it is."""
    names = several(participant.name) if participant.kind is OrganisationKind.MUNICIPALITY else ()
    if len(names) < 2:
        return (participant,)
    return tuple(
        participant.model_copy(update={"name": name, "organisation_id": f"{participant.organisation_id[:60]}-{at}"})
        for at, name in enumerate(names, 1)
    )


def organisation_of(participant: Participant, gazetteer: Gazetteer) -> Organisation:
    """A participant as the register keeps it."""
    return placed(
        Organisation(name=participant.name, kind=participant.kind, country=participant.country, city=participant.city),
        gazetteer,
    )


def printed(one: Participant | Organisation) -> Printed:
    """What a participant, or an organisation, says of itself."""
    return (one.name, one.kind, one.country, one.city)
