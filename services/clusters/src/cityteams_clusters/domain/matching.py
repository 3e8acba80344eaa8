"""Who fits a team, and why: a sum of reasons, the same whatever the order in which candidates came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.ids import invitation_id_of
from cityteams_clusters.domain.project import Project
from cityteams_clusters.domain.rules import DEPLOYING_MUNICIPALITY, will_deploy
from cityteams_contracts.clusters import Reason
from cityteams_contracts.values import OrganisationKind, Participant, Resource

# Multiples of one half: sums of them are exact, so the score is the sum of its reasons in any order.
COVERED_NEED = 3.0
SAME_SECTOR = 2.0
NEW_KIND = 1.5
SAME_COUNTRY = 1.0

TECHNOLOGY_PROVIDERS = frozenset({OrganisationKind.COMPANY, OrganisationKind.ACADEMIA})


@dataclass(frozen=True, slots=True)
class Team:
    """A team that looks for a partner: the cluster so far and what its worksheet needs."""

    cluster: Cluster
    needs: tuple[Resource, ...]

    @property
    def kinds(self) -> frozenset[OrganisationKind]:
        """The kinds of organisation that are in it already."""
        return frozenset(member.kind for member in self.cluster.members)

    @property
    def countries(self) -> frozenset[str]:
        """The countries of its members, as far as they are known."""
        return frozenset(member.country for member in self.cluster.members if member.country)


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate, the worksheet it comes from, and every reason for it."""

    candidate: Participant
    project: Project
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """What the reasons weigh together."""
        return sum(reason.weight for reason in self.reasons)


def _covered_needs(team: Team, project: Project) -> Iterator[Reason]:
    for need in sorted(set(team.needs) & set(project.offers)):
        words = need.replace("_", " ")
        yield Reason(
            code=f"covers-the-need-for-{need.replace('_', '-')}",
            text=f"The project offers {words}, which the team needs.",
            weight=COVERED_NEED,
        )


def reasons_for(team: Team, candidate: Participant, project: Project) -> tuple[Reason, ...]:
    """Why this candidate of that project fits the team, strongest kind of reason first."""
    reasons = list(_covered_needs(team, project))
    if project.sector == team.cluster.sector:
        reasons.append(Reason(code="same-sector", text="It works in the same sector.", weight=SAME_SECTOR))
    if candidate.kind in TECHNOLOGY_PROVIDERS - team.kinds:
        text = f"It is a technology provider ({candidate.kind}), a kind that the team does not have."
        reasons.append(Reason(code="complementary-kind", text=text, weight=NEW_KIND))
    if candidate.country in team.countries:
        reasons.append(Reason(code="same-country", text="It is at home in the same country.", weight=SAME_COUNTRY))
    return tuple(reasons)


def _has_common_ground(team: Team, project: Project) -> bool:
    """Being close by or of another kind alone is no ground to bother a stranger of another sector."""
    return project.sector == team.cluster.sector or not set(team.needs).isdisjoint(project.offers)


def _may_be_asked(team: Team, candidate: Participant) -> bool:
    members = {member.organisation_id for member in team.cluster.members}
    helps = DEPLOYING_MUNICIPALITY not in team.cluster.missing or will_deploy(candidate)
    return helps and candidate.organisation_id not in members | team.cluster.asked


def _rank(team: Team, match: Match) -> tuple[bool, bool, float, str, str]:
    """Own sector first, then partners before further cities, then the score; derived ids decide the rest."""
    return (
        match.project.sector != team.cluster.sector,
        match.candidate.kind is OrganisationKind.MUNICIPALITY,
        -match.score,
        # among equals chance decides, the same for everybody who asks again: nobody is asked first by all
        invitation_id_of(team.cluster.cluster_id, match.candidate.organisation_id),
        match.project.worksheet_id,
    )


def matches(team: Team, pool: Iterable[Project]) -> list[Match]:
    """Everybody in the pool who may be asked, best first."""
    found = [
        Match(candidate, project, reasons_for(team, candidate, project))
        for project in pool
        if _has_common_ground(team, project)
        for candidate in project.participants
        if _may_be_asked(team, candidate)
    ]
    return sorted(found, key=lambda match: _rank(team, match))


def best_match(team: Team, pool: Iterable[Project]) -> Match | None:
    """The one to ask next, or None when nobody in the pool may be asked."""
    return next(iter(matches(team, pool)), None)
