"""Proposals of a finished run that follow the worksheets: what is said when some came, changed or went."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cityteams_clusters.domain.forming.computing import budget_for, team_proposed
from cityteams_clusters.domain.forming.pool import PoolChange
from cityteams_clusters.domain.forming.proposals import KeptProposal, ProposalState
from cityteams_clusters.domain.forming.runs import rules_of_run
from cityteams_clusters.domain.teams.live import Live
from cityteams_clusters.domain.teams.pool import Pool, RegionWish
from cityteams_clusters.domain.teams.reasons import Part, missing, parts_of_team, total
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.run import Proposal
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_clusters.domain.teams.words import Words
from cityteams_contracts import Event
from cityteams_contracts.clusters import FormationEffort, FormationRunStarted, ProposalDropped
from cityteams_contracts.values import WorksheetId

BALANCE = "portfolio-balance"


class Follower:
    """The engine of one run between two changes. What it says is a function of what it was given, in that order."""

    def __init__(
        self, asked: FormationRunStarted, changes: Sequence[PoolChange], proposals: Sequence[KeptProposal]
    ) -> None:
        """Begins with the worksheets as they are now and the proposals as they stand; `follow` says what follows."""
        self._asked, self._wish = asked, RegionWish(asked.region)
        self._known = {each.worksheet_id: each for each in changes}
        ordered = [self._known[name] for name in sorted(self._known)]
        texts = [each.text for each in ordered]
        self._words, self._weights = Words(texts), Weights(**asked.weights)
        self._rules = _rules_now(asked, proposals)
        self._done = {each.proposal_id for each in proposals if each.state is ProposalState.ADOPTED}
        self._parted = {each.proposal_id: len(each.declined) for each in proposals}
        pool = Pool.of([each.entry(self._wish) for each in ordered], self._words.rows(texts))
        budget = replace(budget_for(FormationEffort.USUAL, len(ordered)), visits=0)
        self._effort, self._turn = budget.effort, 0
        self._live = Live.begun(pool, self._rules, self._weights, budget)
        open_ones = sorted((one for one in proposals if one.state is ProposalState.OPEN), key=lambda one: one.lead)
        seated = {one.lead: self._live.seat(one.lead, one.worksheets[1:]) for one in open_ones}
        self._changed = {lead for lead, fits in seated.items() if not fits}
        self._changed.update(self._live.settle().leads)

    def follow(self, changes: Sequence[PoolChange], proposals: Sequence[KeptProposal]) -> list[Event]:
        """The proposals that are another now, or hold no more, since the worksheets are these."""
        now = {each.worksheet_id: each for each in changes}
        for kept in sorted(proposals, key=lambda each: each.proposal_id):
            self._decided(kept)
        for name in sorted(self._known.keys() - now.keys()):
            self._changed.update(self._live.go(name).leads)
        came = [each for each in now.values() if self._known.get(each.worksheet_id) != each]
        closed = {name for kept in proposals if kept.state is ProposalState.ADOPTED for name in kept.worksheets}
        for each in sorted(came, key=lambda one: (one.at, one.change_id)):
            if each.worksheet_id not in closed:
                [vector] = self._words.rows([each.text])
                self._changed.update(self._live.come(each.entry(self._wish), vector).leads)
        self._known = now
        if self._changed:
            self._turn += 1
            self._changed.update(self._live.polish(min(self._changed), self._effort, self._turn).leads)
        events = [event for name in sorted(self._changed) for event in self._said(name, proposals)]
        self._changed.clear()
        return events

    def _decided(self, kept: KeptProposal) -> None:
        if kept.state is ProposalState.ADOPTED and kept.proposal_id not in self._done:
            self._done.add(kept.proposal_id)
            self._changed.update(self._live.lock(kept.lead, kept.worksheets[1:]).leads)
        for pair in kept.declined[self._parted.get(kept.proposal_id, 0) :]:
            self._changed.update(self._live.part(pair.lead, pair.member).leads)
        self._parted[kept.proposal_id] = len(kept.declined)

    def _said(self, lead: WorksheetId, proposals: Iterable[KeptProposal]) -> list[Event]:
        kept = next((one for one in proposals if one.lead == lead), None)
        if kept and kept.state is ProposalState.ADOPTED:
            return []
        team = self._live.team_of(lead)
        if team is None:
            gone = kept is not None and kept.state is ProposalState.OPEN
            return [_dropped(kept)] if kept and gone else []
        pool, (number, rows) = self._live.standing.pool, team
        members = [self._known[pool.entries[row].worksheet_id] for row in rows]
        parts = self._parts(pool, number, rows, kept)
        found = Proposal(
            lead, tuple(one.worksheet_id for one in members), total(parts), parts, missing(pool, number, rows)
        )
        event = team_proposed(self._asked, self._known[lead], members, found, kept.team.revision + 1 if kept else 1)
        same = kept is not None and kept.state is ProposalState.OPEN and event == kept.team.model_copy(
            update={"revision": event.revision}
        )  # fmt: skip
        return [] if same else [event]

    def _parts(self, pool: Pool, lead: int, rows: tuple[int, ...], kept: KeptProposal | None) -> tuple[Part, ...]:
        """The reasons; a lead that had the balance points keeps them, a new one has them while seats are left."""
        parts = parts_of_team(pool, lead, rows, self._weights, self._rules.sectors)
        had = kept is not None and any(part.code == BALANCE for part in kept.team.parts)
        if self._weights.balance and (had or (kept is None and self._live.has_room(pool.entries[lead].worksheet_id))):
            parts = (*parts, Part(BALANCE, self._weights.balance, "Its sector has room in the portfolio."))
        return parts


def _dropped(kept: KeptProposal) -> ProposalDropped:
    return ProposalDropped(proposal_id=kept.proposal_id, run_id=kept.run_id, round_id=kept.round_id)


def _rules_now(asked: FormationRunStarted, proposals: Sequence[KeptProposal]) -> FormationRules:
    """The rules of the run, with what was adopted and declined since."""
    rules = rules_of_run(asked)
    adopted = [each for each in proposals if each.state is ProposalState.ADOPTED]
    pairs = {frozenset({pair.lead, pair.member}) for each in proposals for pair in each.declined}
    held = [who for each in adopted for who in each.organisations]
    room = {who: max(0, rules.capacity_of(who) - held.count(who)) for who in set(held)}
    return replace(
        rules,
        declined=rules.declined | pairs,
        closed=rules.closed | {name for each in adopted for name in each.worksheets},
        capacities={**rules.capacities, **room},
        pins=frozenset(
            pin for pin in rules.pins if not {pin.lead, pin.member} & {n for e in adopted for n in e.worksheets}
        ),
    )
