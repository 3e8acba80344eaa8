"""Why is X not in this team? The rule that forbids it, or the points that it would cost, and who has X instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from cityteams_clusters.domain.teams.features import CLASS_OF, INDUSTRY, RESEARCH
from cityteams_clusters.domain.teams.pool import Pool
from cityteams_clusters.domain.teams.reasons import parts_of_team, total
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.run import Proposal
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_contracts.values import WorksheetId


class Result(Protocol):
    """What is asked about: a run, or its proposals as they stand."""

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposed teams."""

    @property
    def weights(self) -> dict[str, int]:
        """What each aim is worth."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Proposals as they stand now, after worksheets came and went."""

    proposals: tuple[Proposal, ...]
    weights: dict[str, int]


@dataclass(frozen=True, slots=True)
class Holder:
    """A team that X is in, and what that team would lose without it."""

    lead: WorksheetId
    loses: int


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Either `forbidden_by` names rules, or `worse_by` says how many points the best team with X is behind."""

    forbidden_by: tuple[str, ...]
    worse_by: int | None = None
    with_it: tuple[WorksheetId, ...] = ()
    """The best team with X out of the present members."""
    held_by: tuple[Holder, ...] = ()


def why_not(pool: Pool, rules: FormationRules, run: Result, lead: WorksheetId, other: WorksheetId) -> WhyNot:
    """Why `other` is not in the team of `lead`. Raises ValueError if it is, or if the pool holds one of them not."""
    here, there = pool.position(lead), pool.position(other)
    for name, row in ((lead, here), (other, there)):
        if row is None:
            raise ValueError(f"worksheet_id {name!r} is not in the pool of this run")
    assert here is not None  # noqa: S101 - said above
    assert there is not None  # noqa: S101
    team = next((one for one in run.proposals if one.lead == lead), None)
    if team and other in team.members:
        raise ValueError(f"{other} is in the team of {lead}")
    found = tuple(_forbidding(pool, rules, here, there))
    if found:
        return WhyNot(found)
    weights = Weights(**run.weights)
    present = [row for name in (team.members if team else ()) if (row := pool.position(name)) is not None]
    tried = list(_with(pool, rules, here, there, present, weights))
    held = tuple(_holders(pool, rules, run, other, weights))
    if not tried:
        return WhyNot(("no-team-of-the-present-members-and-it-keeps-the-rules",), held_by=held)
    score, members = max(tried, key=lambda each: (each[0], [-row for row in each[1]]))
    return WhyNot((), _plain_score(team) - score, tuple(pool.entries[m].worksheet_id for m in members), held)


def _plain_score(team: Proposal | None) -> int:
    return sum(part.points for part in team.parts if part.code != "portfolio-balance") if team else 0


def _forbidding(pool: Pool, rules: FormationRules, lead: int, other: int) -> Iterator[str]:
    a, m = pool.entries[lead], pool.entries[other]
    pair = frozenset({a.organisation_id, m.organisation_id})
    if not a.can_lead:
        yield "the-lead-is-no-deploying-municipality-with-an-official"
    if len(pair) == 1:
        yield "an-organisation-is-in-a-team-once"
    if pair in rules.declined:
        yield "declined-pairs-are-not-repeated"
    if pair in rules.apart:
        yield "the-two-are-kept-apart"
    if {a.worksheet_id, m.worksheet_id} & rules.closed:
        yield "a-worksheet-is-closed"
    if any(rules.capacity_of(organisation) == 0 for organisation in pair):
        yield "an-organisation-has-no-capacity"
    pinned = {pin.lead for pin in rules.pins if pin.member == m.worksheet_id} - {a.worksheet_id}
    if pinned and rules.capacity_of(m.organisation_id) <= len(pinned):
        yield "it-is-pinned-to-another-team"


def _with(
    pool: Pool, rules: FormationRules, lead: int, other: int, present: Sequence[int], weights: Weights
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every team of the lead, the other and some of the present members that keeps the rules, with its score."""
    pinned = {pin.member for pin in rules.pins if pin.lead == pool.entries[lead].worksheet_id}
    for count in range(len(present) + 1):
        for kept in combinations(present, count):
            members = tuple(sorted((*kept, other)))
            names = {pool.entries[m].worksheet_id for m in members}
            if pinned <= names and keeps_the_rules(pool, rules, lead, members):
                yield total(parts_of_team(pool, lead, members, weights, rules.sectors)), members


def keeps_the_rules(pool: Pool, rules: FormationRules, lead: int, members: Sequence[int]) -> bool:
    """Whether these could be one team: size, a technology provider, everybody once, nobody kept apart."""
    entries = [pool.entries[row] for row in (lead, *members)]
    organisations = [entry.organisation_id for entry in entries]
    if not rules.smallest <= len(entries) <= rules.largest or len(set(organisations)) < len(organisations):
        return False
    if not any(CLASS_OF[entry.kind] in {INDUSTRY, RESEARCH} for entry in entries[1:]):
        return False
    if any(frozenset(pair) in rules.apart for pair in combinations(organisations, 2)):
        return False
    return not any(frozenset({organisations[0], member}) in rules.declined for member in organisations[1:])


def _holders(pool: Pool, rules: FormationRules, run: Result, other: WorksheetId, weights: Weights) -> Iterator[Holder]:
    for team in run.proposals:
        if other == team.lead:
            yield Holder(team.lead, _plain_score(team))
        if other in team.members:
            lead = pool.position(team.lead)
            rest = [row for name in team.members if name != other and (row := pool.position(name)) is not None]
            if lead is None or not keeps_the_rules(pool, rules, lead, rest):
                yield Holder(team.lead, _plain_score(team))
                continue
            left = total(parts_of_team(pool, lead, rest, weights, rules.sectors))
            yield Holder(team.lead, _plain_score(team) - left)
