"""Why nothing, or not everything asked for, can be formed: the rule that blocks, and what would unblock it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from cityteams_clusters.domain.teams.features import CLASS_OF, INDUSTRY, RESEARCH
from cityteams_clusters.domain.teams.pool import Entry, Pool
from cityteams_clusters.domain.teams.rules import Contradiction, FormationRules, Pin
from cityteams_contracts.values import OrganisationKind, WorksheetId

PROVIDERS = frozenset({INDUSTRY, RESEARCH})


@dataclass(frozen=True, slots=True, order=True)
class Blocked:
    """A rule that kept teams from being formed, by its code, with the remedy in words."""

    rule: str
    text: str


def against(pool: Pool, rules: FormationRules) -> Iterator[Contradiction]:
    """Pins that this pool cannot fulfil."""
    by_id = {entry.worksheet_id: entry for entry in pool.entries}
    forbidden = rules.apart | rules.declined
    members: dict[WorksheetId, list[Entry]] = {}
    held: Counter[str] = Counter()
    for pin in sorted(rules.pins):
        lead, member = by_id.get(pin.lead), by_id.get(pin.member)
        if lead is None or member is None:
            name = pin.lead if lead is None else pin.member
            yield Contradiction("pins", f"{name} is pinned and not in the pool; remove the pin.")
            continue
        if not lead.can_lead:
            yield Contradiction("pins", f"{pin.lead} cannot lead: it needs a deploying municipality and an official.")
        pair = frozenset({lead.organisation_id, member.organisation_id})
        if len(pair) == 1 or pair in forbidden:
            text = f"{pin.member} is pinned to {pin.lead}, and their organisations may not be in one team."
            yield Contradiction("pins", text)
        others = members.setdefault(pin.lead, [])
        held.update([member.organisation_id] if others else [lead.organisation_id, member.organisation_id])
        yield from _beside(pin, member, others, rules)
        others.append(member)
    for organisation, count in held.items():
        if count > rules.capacity_of(organisation):
            text = f"{organisation} is pinned to {count} teams and may be in {rules.capacity_of(organisation)}."
            yield Contradiction("pins", text)


def _beside(pin: Pin, member: Entry, others: Iterable[Entry], rules: FormationRules) -> Iterator[Contradiction]:
    for other in others:
        both = frozenset({other.organisation_id, member.organisation_id})
        if len(both) == 1 or both in rules.apart:
            text = f"{pin.member} and {other.worksheet_id} are pinned to {pin.lead} and may not be in one team."
            yield Contradiction("pins", text)


def blocked(pool: Pool, rules: FormationRules, formed: Set[WorksheetId]) -> tuple[Blocked, ...]:
    """Pinned leads without a team, and, if there is no team at all, the first rule that rules all of them out."""
    pinned = [
        Blocked("pins", f"The team of {lead} could not be completed; free a technology provider for it.")
        for lead in sorted({pin.lead for pin in rules.pins} - formed)
    ]
    return (*pinned, *(() if formed else _nothing(pool, rules)))


def _nothing(pool: Pool, rules: FormationRules) -> Iterator[Blocked]:
    if not pool.entries:
        yield Blocked("pool", "The pool is empty; accept worksheets first.")
        return
    able = [e for e in pool.entries if e.worksheet_id not in rules.closed and rules.capacity_of(e.organisation_id) > 0]
    cities = [entry for entry in able if entry.kind is OrganisationKind.MUNICIPALITY]
    deploying = [entry for entry in cities if entry.deploys]
    if not able:
        yield Blocked("capacity", "Every worksheet is closed or its organisation's capacity is 0; open some.")
    elif not deploying:
        yield Blocked("deploying-municipality", "No municipality in the pool will deploy; ask the cities.")
    elif not any(entry.officials for entry in deploying):
        yield Blocked("city-official", "No deploying municipality has named an official; ask them for one.")
    elif not any(CLASS_OF[entry.kind] in PROVIDERS for entry in able):
        yield Blocked("technology-provider", "There is no company and no university in the pool; invite one.")
    elif len({entry.organisation_id for entry in able}) < rules.smallest:
        yield Blocked("smallest", f"There are fewer than {rules.smallest} organisations in the pool; lower the rule.")
    elif rules.apart or rules.declined:
        yield Blocked("apart", "Those who could form a team are kept apart or declined each other; ask again.")
    else:
        yield Blocked("worth", "No team would be worth its seats: nobody is near anybody else's challenge or needs.")


def notes(pool: Pool, rules: FormationRules) -> tuple[str, ...]:
    """What was taken as it came and does not count, such as sectors that the round does not know."""
    unknown = Counter(e.sector for e in pool.entries if e.sector and rules.sectors and e.sector not in rules.sectors)
    return tuple(
        f"{count} worksheets name the sector {sector}, which this round does not know."
        for sector, count in sorted(unknown.items())
    )
