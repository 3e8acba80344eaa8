"""What is worked out for a run: its proposals, and why somebody is not in a team. Pure; takes its time."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from cityteams_clusters.domain.forming.pool import PoolChange
from cityteams_clusters.domain.forming.proposals import KeptProposal, ProposalState
from cityteams_clusters.domain.forming.runs import rules_of_run
from cityteams_clusters.domain.ids import proposal_id_of
from cityteams_clusters.domain.teams.pool import Pool, RegionWish
from cityteams_clusters.domain.teams.progress import Tell, unheard
from cityteams_clusters.domain.teams.reasons import Part
from cityteams_clusters.domain.teams.rules import Contradiction, ContradictoryRulesError
from cityteams_clusters.domain.teams.run import Budget, Proposal, Run, formed
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_clusters.domain.teams.whynot import Standing, why_not
from cityteams_clusters.domain.teams.words import Words
from cityteams_contracts import Event
from cityteams_contracts.clusters import (
    FormationEffort,
    FormationRunCompleted,
    FormationRunRefused,
    FormationRunStarted,
    Hindrance,
    HolderOfTeam,
    ProposalPart,
    TeamProposed,
    WhyNotAnswered,
    WhyNotAsked,
)

VISITS = ((300, 20.0), (3_000, 10.0), (30_000, 4.0), (1 << 60, 0.5))
"""How often each lead takes part in the exact search, for pools of at most so many worksheets."""
MORE = {FormationEffort.QUICK: 0.25, FormationEffort.USUAL: 1.0, FormationEffort.THOROUGH: 4.0}


def budget_for(effort: FormationEffort, worksheets: int) -> Budget:
    """How much is computed; large pools have less per lead, so that they end in minutes."""
    visits = next(each for size, each in VISITS if worksheets <= size) * MORE[effort]
    sweeps = (100, 400) if worksheets <= VISITS[1][0] else Budget().sweeps
    return Budget(sweeps=sweeps if worksheets <= VISITS[2][0] else (20, 20, 60), visits=visits)


def pool_of(changes: Sequence[PoolChange], asked: FormationRunStarted, tell: Tell = unheard) -> Pool:
    """The worksheets and what their texts say, in canonical order."""
    wish, ordered = RegionWish(asked.region), sorted(changes, key=lambda each: each.worksheet_id)
    texts = [each.text for each in ordered]
    return Pool.of([each.entry(wish) for each in ordered], Words(texts).rows(texts, tell))


def events_of_run(asked: FormationRunStarted, changes: Sequence[PoolChange], tell: Tell = unheard) -> list[Event]:
    """Everything that a run says: its proposals and its completion, or the contradictions it is refused for."""
    pool, weights = pool_of(changes, asked, tell), Weights(**asked.weights)
    budget = budget_for(asked.effort, len(pool.entries))
    try:
        run = formed(pool, rules_of_run(asked), weights, budget, asked.seed, tell)
    except ContradictoryRulesError as wrong:
        found = tuple(_hindrance(one) for one in wrong.found)
        return [FormationRunRefused(run_id=asked.run_id, round_id=asked.round_id, contradictions=found)]
    by_id = {each.worksheet_id: each for each in changes}
    teams = [team_proposed(asked, by_id[one.lead], _of(by_id, one), one) for one in run.proposals]
    return [*teams, _completed(asked, pool, run)]


def team_proposed(
    asked: FormationRunStarted, lead: PoolChange, members: Iterable[PoolChange], team: Proposal, revision: int = 0
) -> TeamProposed:
    """A proposal in the words of the contracts."""
    return TeamProposed(
        proposal_id=proposal_id_of(asked.run_id, lead.worksheet_id),
        run_id=asked.run_id,
        round_id=asked.round_id,
        revision=revision,
        sector=lead.sector or None,
        lead=lead.member(),
        members=tuple(each.member() for each in members),
        score=team.score,
        parts=tuple(ProposalPart(code=p.code, points=p.points, text=p.text, members=p.members) for p in team.parts),
        missing=team.missing,
    )


def _of(by_id: dict[str, PoolChange], team: Proposal) -> list[PoolChange]:
    return [by_id[name] for name in team.members]


def _hindrance(one: Contradiction) -> Hindrance:
    return Hindrance(rule=one.field.replace("_", "-"), text=one.text)


def _completed(asked: FormationRunStarted, pool: Pool, run: Run) -> FormationRunCompleted:
    leads = [pool.entries[row] for one in run.proposals if (row := pool.position(one.lead)) is not None]
    needs = sum(len(lead.needs - lead.offers) for lead in leads)
    lacking = sum(code.startswith("need-") for one in run.proposals for code in one.missing)
    return FormationRunCompleted(
        run_id=asked.run_id,
        round_id=asked.round_id,
        engine=run.version,
        text_model=Words.name,
        seed=asked.seed,
        effort=asked.effort,
        region=asked.region,
        weights=run.weights,
        rules=sha256(run.rules.encode()).hexdigest(),
        snapshot=run.snapshot,
        result=sha256(run.text().encode()).hexdigest(),
        worksheets=len(pool.entries),
        proposals=len(run.proposals),
        placed=len({name for one in run.proposals for name in (one.lead, *one.members)}),
        score=run.score,
        bound=run.bound,
        bound_of_all=run.bound_of_all,
        candidates=run.candidates,
        needs_covered=1 - lacking / needs if needs else 1.0,
        blocked=tuple(Hindrance(rule=one.rule, text=one.text) for one in run.blocked[:600]),
        notes=run.notes[:100],
    )


def proposal_again(kept: KeptProposal) -> Proposal:
    """A kept proposal as the engine knows it."""
    team = kept.team
    parts = tuple(Part(part.code, part.points, part.text, part.members) for part in team.parts)
    return Proposal(kept.lead, tuple(one.worksheet_id for one in team.members), team.score, parts, team.missing)


def answer_of(
    question: WhyNotAsked, asked: FormationRunStarted, pool: Pool, proposals: Sequence[KeptProposal]
) -> WhyNotAnswered:
    """Why a worksheet is not in the team of a lead, by the pool of the run and the proposals as they stand."""
    there = (ProposalState.OPEN, ProposalState.ADOPTED)
    standing = Standing(tuple(proposal_again(each) for each in proposals if each.state in there), asked.weights)
    about = {"question_id": question.question_id, "run_id": question.run_id, "lead": question.lead}
    empty = WhyNotAnswered.model_validate({**about, "other": question.other})
    try:
        found = why_not(pool, rules_of_run(asked), standing, question.lead, question.other)
    except ValueError as wrong:
        return empty.model_copy(update={"problem": f"{wrong}."})
    held_by = tuple(HolderOfTeam(lead=one.lead, loses=one.loses) for one in found.held_by[:60])
    told = {"forbidden_by": found.forbidden_by, "worse_by": found.worse_by, "with_it": found.with_it}
    return empty.model_copy(update={**told, "held_by": held_by})
