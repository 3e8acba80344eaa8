"""An organisation of the register, as far as clusters has to know it."""

from dataclasses import dataclass

from cityteams_clusters.domain.rules import will_deploy
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import MemberRole, Roles
from cityteams_contracts.values import OrganisationId, OrganisationKind, Participant

_USUAL = {
    OrganisationKind.MUNICIPALITY: MemberRole.MUNICIPALITY,
    OrganisationKind.COMPANY: MemberRole.TECHNOLOGY_PROVIDER,
    OrganisationKind.ACADEMIA: MemberRole.RESEARCH,
    OrganisationKind.NON_PROFIT: MemberRole.COMMUNITY,
    OrganisationKind.INVESTOR: MemberRole.INVESTOR,
    OrganisationKind.AGENCY: MemberRole.AGENCY,
    OrganisationKind.OTHER: MemberRole.OTHER,
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the register says of it; `merged_into` when it lives on in another."""

    organisation_id: OrganisationId
    name: str
    kind: OrganisationKind
    country: str | None = None
    city: str | None = None
    merged_into: OrganisationId | None = None

    def taking_part(self, roles: Roles) -> Participant:
        """As a member with these roles."""
        return Participant(
            organisation_id=self.organisation_id,
            name=self.name,
            kind=self.kind,
            country=self.country,
            city=self.city,
            deploys=MemberRole.DEPLOYING_MUNICIPALITY in roles,
        )


def usual_roles(member: Participant) -> Roles:
    """What a member does of whom nobody said more than its kind."""
    return (MemberRole.DEPLOYING_MUNICIPALITY,) if will_deploy(member) else (_USUAL[member.kind],)


def require_organisation(found: Organisation | None) -> Organisation:
    """The organisation; raises Rejected when the register has none of this id."""
    if found is None:
        raise Rejected(
            "organisation-is-unknown",
            "The register has no organisation with this id. Check the id, or register it first.",
            "organisation_id",
        )
    return found


def require_roles(kind: OrganisationKind, roles: Roles) -> Roles:
    """The roles without doubles; raises Rejected for a deploying municipality that is none."""
    if kind is not OrganisationKind.MUNICIPALITY and MemberRole.DEPLOYING_MUNICIPALITY in roles:
        raise Rejected(
            "only-a-municipality-deploys",
            "The role deploying_municipality is for municipalities. Choose another role for this organisation.",
            "roles",
        )
    return tuple(dict.fromkeys(roles))
