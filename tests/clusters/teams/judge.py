"""Judges a run by the rules alone, without the engine's kernels."""

from collections import Counter
from itertools import combinations

from cityteams_clusters.domain.teams.whynot import keeps_the_rules


def broken(pool, rules, run):
    """Every hard rule that the proposals of a run break, as sentences."""
    found: list[str] = []
    used: Counter[str] = Counter()
    for team in run.proposals:
        lead = pool.position(team.lead)
        members = [pool.position(name) for name in team.members]
        entries = [pool.entries[row] for row in (lead, *members)]
        used.update(entry.organisation_id for entry in entries)
        if not entries[0].can_lead:
            found.append(f"{team.lead} cannot lead")
        if not keeps_the_rules(pool, rules, lead, members):
            found.append(f"the team of {team.lead} breaks the rules")
        if {entry.worksheet_id for entry in entries} & rules.closed:
            found.append(f"the team of {team.lead} holds a closed worksheet")
        if any(frozenset(e.organisation_id for e in pair) in rules.apart for pair in combinations(entries, 2)):
            found.append(f"the team of {team.lead} holds two that are apart")
        if not {pin.member for pin in rules.pins if pin.lead == team.lead} <= set(team.members):
            found.append(f"the team of {team.lead} lacks a pin")
    over = [org for org, count in used.items() if count > rules.capacity_of(org)]
    return found + [f"{org} is in too many teams" for org in sorted(over)]
