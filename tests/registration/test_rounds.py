from datetime import timedelta

import pytest

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    Answered,
    CloseRound,
    Deadlines,
    Filled,
    GrantExtension,
    Organisation,
    Question,
    RoundOpened,
    RoundRevised,
)
from cityteams_contracts.values import OrganisationKind
from cityteams_registration.domain.flaws import MOST_ANSWERS, asked_of_returning, flaws
from cityteams_registration.domain.organisations.register import Registered
from cityteams_registration.domain.rounds import KeptRound, decide_closing, decide_extension, decide_opening
from tests.registration.samples import LATER, NOON, SEASONS, kept, opening

SC3 = SEASONS["sc3-2018"]
CLOSE = CloseRound(round_id="sc3-2018")


def late(organisation_id="portland-or"):
    """An organisation of the register."""
    known = Organisation(name="City of Portland", kind=OrganisationKind.MUNICIPALITY, country="US")
    return Registered(organisation_id, known, None, None, NOON)


EXTEND = GrantExtension(round_id="sc3-2018", organisation_id="portland-or", until=LATER)


def version(number, **changes):
    return SC3.model_copy(update={"version": number, **changes})


def refusal(decide, *given):
    with pytest.raises(Rejected) as refused:
        decide(*given)
    return refused.value


def test_a_round_is_opened_then_revised_then_closed_and_opened_again():
    opened = decide_opening(None, opening(), NOON)
    assert isinstance(opened, RoundOpened)
    known = KeptRound.opened(None, opened, None)
    revised = decide_opening(known, opening(of=version(2, title="Better")), LATER)
    assert isinstance(revised, RoundRevised)
    known = KeptRound.revised(known, revised, None)
    assert (known.round.title, known.opened_at) == ("Better", NOON)
    known = KeptRound.extended(known, decide_extension(known, late(), EXTEND, "x1", NOON), None)
    known = KeptRound.closed(known, decide_closing(known, CLOSE, LATER), None)
    assert refusal(decide_closing, known, CLOSE, LATER).code == "the-round-is-closed"
    assert refusal(decide_extension, known, late(), EXTEND, "x", NOON).code == "the-round-is-closed"
    again = decide_opening(known, opening(of=version(3)), LATER)
    assert isinstance(again, RoundOpened)
    known = KeptRound.opened(known, again, None)
    assert (known.closed_at, known.extensions) == (None, {"portland-or": LATER})


def test_the_same_version_is_open_already_and_other_rules_need_a_higher_one():
    refused = refusal(decide_opening, kept(), opening(), LATER)
    assert (refused.code, refused.field) == ("the-round-is-open-already", "round.version")
    refused = refusal(decide_opening, kept(), opening(of=SC3.model_copy(update={"title": "Other"})), LATER)
    assert refused.code == "the-version-has-to-rise"
    assert "version 2" in refused.reason
    assert refusal(decide_opening, kept(version=5), opening(of=version(4)), LATER).code == "the-version-has-to-rise"


def test_an_unknown_round_cannot_be_closed_or_extended():
    assert refusal(decide_closing, None, CLOSE, NOON).code == "the-round-is-unknown"
    assert refusal(decide_extension, None, late(), EXTEND, "x", NOON).field == "round_id"


def test_only_an_organisation_of_the_register_is_granted_an_extension():
    refused = refusal(decide_extension, kept(), None, EXTEND, "x", NOON)
    assert (refused.code, refused.field) == ("organisation-is-unknown", "organisation_id")


def test_an_extension_for_a_merged_organisation_is_one_for_whom_it_lives_on_in():
    granted = decide_extension(kept(), late("survivor"), EXTEND, "x", NOON)
    assert granted.organisation_id == "survivor"


def test_an_extension_ends_in_the_future():
    assert refusal(decide_extension, kept(), late(), EXTEND, "x", LATER).code == "the-moment-has-passed"


@pytest.mark.parametrize("apply", [KeptRound.revised, KeptRound.closed, KeptRound.extended])
def test_an_event_of_a_round_that_never_began_is_an_error(apply):
    with pytest.raises(LookupError, match="sc3-2018"):
        apply(None, CLOSE, None)


RULE, QUESTION = SC3.rules[0], Question(code="insurance", text={"en": "Who insures it?"})
MANY = tuple(Question(code=f"q_{letter}", text={"en": "?"}) for letter in "abcdefghijk")
FLAWED = {
    "a sector twice": ({"sectors": (SC3.sectors[0], SC3.sectors[0])}, ("sectors", 1, "code")),
    "a sector that is its own former": (
        {"sectors": (SC3.sectors[0].model_copy(update={"formerly": ("transportation",)}),)},
        ("sectors", 0, "formerly", 0),
    ),
    "a former code of two sectors": (
        {"sectors": (SC3.sectors[1], SC3.sectors[2].model_copy(update={"formerly": SC3.sectors[1].formerly}))},
        ("sectors", 1, "formerly", 0),
    ),
    "a name without English": (
        {"sectors": (SC3.sectors[0].model_copy(update={"name": {"fr": "Transports"}}),)},
        ("sectors", 0, "name"),
    ),
    "an empty word": (
        {"sectors": (SC3.sectors[0].model_copy(update={"name": {"en": "T", "fr": ""}}),)},
        ("sectors", 0, "name", "fr"),
    ),
    "a rule twice": ({"rules": (RULE, RULE)}, ("rules", 1, "code")),
    "a rule without sentence": (
        {"rules": (RULE.model_copy(update={"sentence": {}}),)},
        ("rules", 0, "sentence"),
    ),
    "a rule at no field": ({"rules": (RULE.model_copy(update={"field": "shoe_size"}),)}, ("rules", 0, "field")),
    "a rule that ends before it begins": (
        {"rules": (RULE.model_copy(update={"holds_from": LATER.date(), "holds_until": NOON.date()}),)},
        ("rules", 0, "holds_until"),
    ),
    "a rule about an unknown field": (
        {"rules": (RULE.model_copy(update={"check": Filled(field="shoe_size")}),)},
        ("rules", 0, "check", "field"),
    ),
    "a rule about an unknown question": (
        {"rules": (RULE.model_copy(update={"check": Answered(fields=("privacy", "shoe_size"))}),)},
        ("rules", 0, "check", "fields", 1),
    ),
    "a question twice": ({"questions": (QUESTION, QUESTION)}, ("questions", 1, "code")),
    "a question without English": (
        {"questions": (QUESTION.model_copy(update={"text": {"fr": "Qui ?"}}),)},
        ("questions", 0, "text"),
    ),
    "a question that is a field": (
        {"questions": (QUESTION.model_copy(update={"code": "title"}),)},
        ("questions", 0, "code"),
    ),
    "too much for who returns": ({"questions": MANY}, ("questions",)),
    "a frozen field that is none": (
        {"deadlines": Deadlines(frozen_from={"shoe_size": NOON})},
        ("deadlines", "frozen_from", "shoe_size"),
    ),
    "supplements that end too early": (
        {"deadlines": Deadlines(submissions_until=LATER, supplements_until=NOON)},
        ("deadlines", "supplements_until"),
    ),
}


@pytest.mark.parametrize(("changes", "path"), FLAWED.values(), ids=FLAWED)
def test_a_flaw_is_found_where_it_stands_and_the_round_is_not_opened(changes, path):
    season = SC3.model_copy(update=changes)
    assert path in [flaw.path for flaw in flaws(season)]
    refused = refusal(decide_opening, None, opening(of=season), NOON)
    assert refused.code == "the-rules-are-broken"
    assert refused.field.startswith("round.")
    assert ".".join(map(str, path)) in refused.reason


def test_the_shipped_rounds_have_no_flaw_and_ask_little_of_who_returns():
    assert [flaws(season) for season in SEASONS.values()] == [[], []]
    assert asked_of_returning(SC3) == ("cybersecurity", "privacy")
    assert MOST_ANSWERS == 10


def test_extensions_of_organisations_add_up():
    known = kept()
    for organisation in ("porto", "graz"):
        command = EXTEND.model_copy(update={"organisation_id": organisation, "until": NOON + timedelta(days=9)})
        known = KeptRound.extended(
            known, decide_extension(known, late(organisation), command, f"x-{organisation}", NOON), None
        )
    assert set(known.extensions) == {"porto", "graz"}
