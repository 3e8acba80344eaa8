"""Worked examples of what registration says and obeys."""

from datetime import date
from typing import Any

from cityteams_contracts import registration as r
from cityteams_contracts.examples.values import LEAD, OFFICIAL, ROUND, TITLE, WORKSHEET, hour, project
from cityteams_contracts.message import Message
from cityteams_contracts.values import OrganisationKind

_CITY, _TWIN, _PART, _REVIEWER = "o-rohnert-park", "o-rohnert-park-city", "part-0001", "p-3n8v5b2k"
_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_RECEIPT = r.Receipt(number="SC3-2018-7K2M-9QXP", sha256=_SHA)


def registration_examples() -> tuple[Message, ...]:
    """One message of every contract of registration."""
    return (*_commands(), *_worksheets(), *_organisations(), *_rounds(), *_people(), _rejection())


def _commands() -> tuple[Message, ...]:
    return (
        r.SubmitWorksheet(worksheet_id=WORKSHEET, round_id=ROUND, project=project(), part_id=_PART),
        r.BeginReview(worksheet_id=WORKSHEET, seen="m-0001"),
        r.ReturnWorksheet(worksheet_id=WORKSHEET, fields=("description",), part_id="part-0002", due_at=hour(18, 0)),
        r.AcceptWorksheet(worksheet_id=WORKSHEET),
        r.DeclineWorksheet(worksheet_id=WORKSHEET, part_id="part-0003"),
        r.WithdrawWorksheet(worksheet_id=WORKSHEET),
        r.ReopenFields(worksheet_id=WORKSHEET, fields=("officials",), until=hour(18, 0)),
        r.ConfirmForRound(worksheet_id=WORKSHEET, round_id="sc3-2019"),
        r.GiveSupplement(worksheet_id=WORKSHEET, round_id="sc3-2019", project=project(), part_id="part-0004"),
    )


def _worksheets() -> tuple[Message, ...]:
    about: dict[str, Any] = {"worksheet_id": WORKSHEET, "title": TITLE, "lead": LEAD}
    whole: dict[str, Any] = {"worksheet_id": WORKSHEET, "round_id": ROUND, "project": project()}
    given: dict[str, Any] = {"part_id": _PART, "receipt": _RECEIPT}
    return (
        r.WorksheetSubmitted(**whole, **given, submitted_at=hour(9, 0)),
        r.ReviewBegun(worksheet_id=WORKSHEET, reviewer=_REVIEWER, begun_at=hour(9, 5)),
        r.WorksheetReturned(
            **about, fields=("description",), part_id="part-0002", due_at=hour(18, 0), returned_at=hour(9, 10)
        ),
        r.WorksheetResubmitted(**whole, **given, changed=("description",), submitted_at=hour(9, 15)),
        r.WorksheetAccepted(**whole, accepted_at=hour(9, 20)),
        r.WorksheetDeclined(**about, part_id="part-0003", declined_at=hour(9, 20)),
        r.WorksheetWithdrawn(**about, withdrawn_at=hour(16, 45)),
        r.FieldsReopened(**about, fields=("officials",), until=hour(18, 0)),
        r.SupplementAsked(**about, round_id="sc3-2019", questions=("privacy",), due_at=hour(18, 0)),
        r.WorksheetConfirmed(**about, round_id="sc3-2019", confirmed_at=hour(17, 0)),
        r.SupplementGiven(**{**whole, "round_id": "sc3-2019"}, **given, changed=(), answers=1, given_at=hour(17, 5)),
    )


def _organisations() -> tuple[Message, ...]:
    place = r.Place(geonames_id=5388564, name="Rohnert Park", region="CA", latitude=38.33964, longitude=-122.7011)
    known = r.Organisation(
        name="City of Rohnert Park", kind=OrganisationKind.MUNICIPALITY, country="US", city="Rohnert Park", place=place
    )
    who: dict[str, Any] = {"organisation_id": _CITY, "person_id": OFFICIAL, "role": r.PersonRole.CITY_OFFICIAL}
    pair: dict[str, Any] = {"organisation_id": _TWIN, "other_id": _CITY}
    return (
        r.RegisterOrganisation(organisation_id=_CITY, organisation=known),
        r.CorrectOrganisation(organisation_id=_CITY, organisation=known),
        r.NamePerson(**who),
        r.UnnamePerson(**who),
        r.SetMembership(organisation_id=_CITY, membership=r.Membership.ASSOCIATE),
        r.AnswerDuplicate(**pair, verdict=r.DuplicateVerdict.MERGE),
        r.OrganisationRegistered(organisation_id=_CITY, organisation=known, registered_at=hour(8, 0)),
        r.OrganisationCorrected(organisation_id=_CITY, organisation=known, corrected_at=hour(8, 1)),
        r.PersonNamed(**who),
        r.PersonUnnamed(**who),
        r.MembershipSet(organisation_id=_CITY, membership=r.Membership.ASSOCIATE),
        r.DuplicateSuspected(**pair, score=0.97, reasons=("Both are Rohnert Park in California.",), question_id="q-1"),
        r.DuplicateAnswered(**pair, question_id="q-1", verdict=r.DuplicateVerdict.MERGE),
        r.OrganisationMerged(organisation_id=_TWIN, into=_CITY, merged_at=hour(8, 2)),
    )


def _rounds() -> tuple[Message, ...]:
    rule = r.Rule(
        code="a-worksheet-needs-a-city-official",
        level=r.LevelOfRule.BLOCK,
        field="officials",
        sentence={"en": "Name at least one city official."},
        holds_from=date(2017, 8, 29),
        check=r.PeopleAtLeast(at_least=1),
    )
    season = r.Round(
        title="Smart and Secure Cities and Communities 2018",
        version=1,
        sectors=(r.SectorEntry(code="utility", name={"en": "Utility"}, formerly=("energy_water_waste",)),),
        rules=(rule,),
        questions=(r.Question(code="patching", text={"en": "How are devices kept up to date?"}),),
        deadlines=r.Deadlines(submissions_until=hour(18, 0), frozen_from={"title": hour(12, 0)}),
    )
    held: dict[str, Any] = {"round_id": ROUND, "round": season}
    longer: dict[str, Any] = {"round_id": ROUND, "organisation_id": _CITY, "until": hour(20, 0)}
    return (
        r.OpenRound(**held),
        r.CloseRound(round_id=ROUND),
        r.GrantExtension(**longer),
        r.RoundOpened(**held, sha256=_SHA, opened_at=hour(7, 0)),
        r.RoundRevised(**held, sha256=_SHA, revised_at=hour(7, 30)),
        r.RoundClosed(round_id=ROUND, closed_at=hour(21, 0)),
        r.ExtensionGranted(**longer, extension_id="x-1"),
    )


def _people() -> tuple[Message, ...]:
    trusted: dict[str, Any] = {"person_id": _REVIEWER, "role": r.ProgrammeRole.SECRETARIAT}
    agreed: dict[str, Any] = {"person_id": LEAD, "purpose": r.ConsentPurpose.PUBLIC_LEAD}
    return (
        r.GrantRole(**trusted),
        r.RevokeRole(**trusted),
        r.GiveConsent(**agreed, text_version="2018-01"),
        r.WithdrawConsent(**agreed),
        r.ErasePerson(person_id=OFFICIAL),
        r.PersonConfirmed(person_id=LEAD, confirmed_at=hour(8, 30)),
        r.SignInLinkAsked(person_id=LEAD, sign_in_id="s-1", asked_at=hour(8, 29)),
        r.InactivityWarned(person_id=OFFICIAL, forgotten_from=hour(9, 0)),
        r.CoEditorInvited(person_id=OFFICIAL, draft_id=WORKSHEET, invited_by=LEAD),
        r.RoleGranted(**trusted),
        r.RoleRevoked(**trusted),
        r.ConsentGiven(**agreed, text_version="2018-01", given_at=hour(8, 31)),
        r.ConsentWithdrawn(**agreed, withdrawn_at=hour(8, 32)),
        r.PersonErased(person_id=OFFICIAL, erased_at=hour(22, 0)),
    )


def _rejection() -> Message:
    return r.RegistrationRejection(
        command_id="c-000017",
        command="registration.submit-worksheet.v1",
        code="a-worksheet-needs-a-named-official",
        reason="No official of Rohnert Park is named; add one who can decide.",
        field="project.officials",
        about=WORKSHEET,
    )
