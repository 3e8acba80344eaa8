"""Commands about organisations, and the participants of a worksheet as the register knows them."""

from collections.abc import Mapping

from cityteams_chassis import Tx
from cityteams_contracts.registration import (
    AnswerDuplicate,
    CorrectOrganisation,
    DuplicateVerdict,
    NamePerson,
    Organisation,
    Project,
    RegisterOrganisation,
    SetMembership,
    UnnamePerson,
)
from cityteams_contracts.values import OrganisationId, Participant, PersonId
from cityteams_registration.domain.organisations.matcher import Candidate
from cityteams_registration.domain.organisations.place import placed
from cityteams_registration.domain.organisations.questions import decide_answer, pair_id, suspicions
from cityteams_registration.domain.organisations.reconcile import (
    Reconciled,
    Register,
    apart,
    organisation_of,
    printed,
    reconciled,
)
from cityteams_registration.domain.organisations.register import (
    Registered,
    decide_correction,
    decide_membership,
    decide_merging,
    decide_naming,
    decide_registration,
    decide_unnaming,
    require_known,
    standing_id,
)
from cityteams_registration.places import gazetteer
from cityteams_registration.register.store import (
    ORGANISATIONS,
    QUESTIONS,
    STANDINGS,
    alike,
    asked_about,
    living,
    people_of,
    survivors,
)
from cityteams_registration.rights import allow


def register_organisation(command: RegisterOrganisation, tx: Tx) -> None:
    """Somebody brings an organisation in; who may be the same is asked, not assumed."""
    allow(command, tx)
    found = placed(command.organisation, gazetteer())
    event = decide_registration(
        tx.get(ORGANISATIONS, command.organisation_id), command.model_copy(update={"organisation": found}), tx.now
    )
    tx.say(event, *suspicions(command.organisation_id, _candidates(tx, command.organisation_id, found), ()))


def correct_organisation(command: CorrectOrganisation, tx: Tx) -> None:
    """The secretariat or one of its people mends what is known; the new name may look like another one's."""
    allow(command, tx, member=_members(tx, command.organisation_id))
    found = placed(command.organisation, gazetteer())
    known = tx.get(ORGANISATIONS, command.organisation_id)
    event = decide_correction(known, command.model_copy(update={"organisation": found}), tx.now)
    asked = asked_about(tx, command.organisation_id)
    tx.say(event, *suspicions(command.organisation_id, _candidates(tx, command.organisation_id, found), asked))


def name_person(command: NamePerson, tx: Tx) -> None:
    """A person takes a role at an organisation."""
    allow(command, tx, member=_members(tx, command.organisation_id))
    known = require_known(living(tx, command.organisation_id))
    here = command.model_copy(update={"organisation_id": known.organisation_id})
    tx.say(decide_naming(known, tx.get(STANDINGS, standing_id(here)), here))


def unname_person(command: UnnamePerson, tx: Tx) -> None:
    """A person leaves a role at an organisation."""
    allow(command, tx, member=_members(tx, command.organisation_id), self=(command.person_id,))
    known = require_known(living(tx, command.organisation_id))
    here = command.model_copy(update={"organisation_id": known.organisation_id})
    tx.say(decide_unnaming(known, tx.get(STANDINGS, standing_id(here)), here))


def set_membership(command: SetMembership, tx: Tx) -> None:
    """The secretariat notes the level of membership in WeGO."""
    allow(command, tx)
    tx.say(decide_membership(require_known(living(tx, command.organisation_id)), command))


def answer_duplicate(command: AnswerDuplicate, tx: Tx) -> None:
    """The secretariat says whether two are one; when they are, the first lives on in the second."""
    allow(command, tx)
    one = require_known(living(tx, command.organisation_id))
    other = require_known(living(tx, command.other_id), "other_id")
    question = tx.get(QUESTIONS, pair_id(command.organisation_id, command.other_id))
    answer = decide_answer(question, command, already_one=one.organisation_id == other.organisation_id)
    tx.say(answer)
    if command.verdict is DuplicateVerdict.MERGE:
        here, there = (people_of(tx, each.organisation_id) for each in (one, other))
        tx.say(*decide_merging(one, other, here, there, tx.now))


def organisations_of(tx: Tx, participants: tuple[Participant, ...], before: tuple[Participant, ...] = ()) -> Reconciled:
    """The participants of a worksheet under the ids of the register, and the events to say with them.

    `before` are those of its last submission: who stands as it stood keeps its id.
    """
    stood = {printed(each) for each in before}
    named = [one for each in participants for one in apart(each) if printed(one) not in stood]
    own = [tx.get(ORGANISATIONS, each.organisation_id) for each in named]
    known = {each.organisation_id: each for each in own if each is not None}
    strange = [each for each in named if not _is_as_known(each, known)]
    if strange:
        known |= alike(tx, [organisation_of(each, gazetteer()) for each in strange])
    register = Register(
        known=known,
        survivor=survivors(tx, list(known.values())),
        gazetteer=gazetteer(),
        new_id=lambda each: tx.new_id("organisation", each.organisation_id, each.name),
        now=tx.now,
    )
    return reconciled(participants, before, register)


def with_known_organisations(tx: Tx, project: Project, before: Project | None) -> Project:
    """The project with the organisations as the register knows them; says what is new about them."""
    found = organisations_of(tx, project.participants, before.participants if before else ())
    tx.say(*found.events)
    return project.model_copy(update={"participants": found.participants})


def _is_as_known(participant: Participant, known: Mapping[OrganisationId, Registered]) -> bool:
    found = known.get(participant.organisation_id)
    return found is not None and printed(participant) == printed(found.organisation)


def _candidates(tx: Tx, organisation_id: OrganisationId, organisation: Organisation) -> list[Candidate]:
    known = alike(tx, [organisation])
    register = Register(known, survivors(tx, list(known.values())), gazetteer(), lambda each: each.name, tx.now)
    return [each for each in register.candidates(organisation) if each.organisation_id != organisation_id]


def _members(tx: Tx, organisation_id: OrganisationId) -> list[PersonId]:
    known = living(tx, organisation_id)
    return [each.person_id for each in people_of(tx, known.organisation_id)] if known else []
