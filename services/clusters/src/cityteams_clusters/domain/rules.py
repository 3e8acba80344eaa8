"""The three rules of the programme that a listed action cluster fulfils, by their codes."""

from collections.abc import Iterable, Sequence

from cityteams_contracts.values import OrganisationKind, Participant

TWO_ORGANISATIONS = "a-cluster-needs-two-organisations"
DEPLOYING_MUNICIPALITY = "a-cluster-needs-a-deploying-municipality"
CITY_OFFICIAL = "a-cluster-needs-a-city-official"


def will_deploy(participant: Participant) -> bool:
    """Whether this is a municipality that has said it will deploy the solution."""
    return participant.kind is OrganisationKind.MUNICIPALITY and participant.deploys


def missing_rules(members: Iterable[Participant], has_official: bool) -> tuple[str, ...]:
    """The codes of the rules that a team does not fulfil yet; empty when it can be listed."""
    members = tuple(members)
    found = {
        TWO_ORGANISATIONS: len({member.organisation_id for member in members}) >= 2,
        DEPLOYING_MUNICIPALITY: any(will_deploy(member) for member in members),
        CITY_OFFICIAL: has_official,
    }
    return tuple(code for code, fulfilled in found.items() if not fulfilled)


def a_partner_would_complete(missing: Sequence[str]) -> bool:
    """Whether asking somebody helps: the city names its official itself, no partner can bring one."""
    return bool(missing) and CITY_OFFICIAL not in missing
