import pytest
from hypothesis import given

from cityteams_contracts import Rejected
from cityteams_contracts.values import OrganisationKind, Participant
from cityteams_registration.domain.rules import RULES, broken_rules, require_rules
from tests.registration.samples import PORTLAND, PROJECTS, SENSORS, project

MUNICIPALITY = "a-worksheet-needs-a-deploying-municipality"
OFFICIAL = "a-worksheet-needs-a-city-official"
TWICE = "a-participant-is-named-twice"


def named(name: str, own_id: str, **more: object) -> Participant:
    return SENSORS.model_copy(update={"organisation_id": own_id, "name": name, **more})


CASES = {
    "a city that deploys and a company": (project(), []),
    "a city alone is a team for the pool": (project((PORTLAND,)), []),
    "nobody at all": (project(()), [MUNICIPALITY]),
    "a city that only watches": (project((PORTLAND.model_copy(update={"deploys": False}), SENSORS)), [MUNICIPALITY]),
    "a company that deploys is no city": (project((SENSORS.model_copy(update={"deploys": True}),)), [MUNICIPALITY]),
    "an agency that deploys is no city": (
        project((named("Water board", "wb", kind=OrganisationKind.AGENCY, deploys=True),)),
        [MUNICIPALITY],
    ),
    "one city of two deploys": (
        project((PORTLAND, named("Porto", "porto", kind=OrganisationKind.MUNICIPALITY))),
        [],
    ),
    "no official": (project(officials=()), [OFFICIAL]),
    "one id twice": (project((PORTLAND, SENSORS, named("Sensors Limited", "sensors-inc"))), [TWICE]),
    "one name twice": (project((PORTLAND, SENSORS, named("SENSORS INC.", "other-id"))), [TWICE]),
    "one name in two places": (project((PORTLAND, named("Portland", "pdx-me", city="Portland, ME"))), []),
    "everything at once": (project((SENSORS, SENSORS), officials=()), [MUNICIPALITY, OFFICIAL, TWICE]),
}


@pytest.mark.parametrize(("case", "codes"), CASES.values(), ids=CASES)
def test_a_project_breaks_exactly_these_rules(case, codes):
    assert [one.code for one in broken_rules(case)] == codes


def test_a_refusal_takes_its_code_from_the_first_rule_and_its_reason_from_all():
    with pytest.raises(Rejected) as refused:
        require_rules(project((SENSORS, SENSORS), officials=()))
    assert (refused.value.code, refused.value.field) == (MUNICIPALITY, "participants")
    assert all(one.reason in refused.value.reason for one in broken_rules(project((SENSORS, SENSORS), officials=())))


def test_every_reason_ends_with_what_to_do():
    for broken in broken_rules(project((SENSORS, SENSORS), officials=())):
        assert any(verb in broken.reason for verb in ("Add ", "Keep "))


def test_a_reason_names_the_repeated_participant():
    (broken,) = broken_rules(project((PORTLAND, SENSORS, SENSORS)))
    assert "“Sensors Inc.”" in broken.reason
    assert "Portland" not in broken.reason


def test_a_reason_stays_readable_when_sixty_participants_are_repeated():
    many = tuple(named(f"{n:02d} " + "x" * 290, f"o{n}") for n in range(30))
    (broken,) = broken_rules(project((PORTLAND, *many, *many[:29])))
    assert "and 26 more" in broken.reason
    assert len(broken.reason) < 1500


@given(PROJECTS)
def test_a_project_passes_when_and_only_when_no_rule_is_broken(any_project):
    broken = [rule(any_project) for rule in RULES]
    if any(broken):
        with pytest.raises(Rejected):
            require_rules(any_project)
    else:
        require_rules(any_project)


@given(PROJECTS)
def test_the_order_of_participants_changes_no_verdict(any_project):
    turned = any_project.model_copy(update={"participants": any_project.participants[::-1]})
    assert [one.code for one in broken_rules(turned)] == [one.code for one in broken_rules(any_project)]
