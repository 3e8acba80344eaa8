"""Why a team scores what it scores: parts that add up to the score exactly, what is missing, in words and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from cityteams_clusters.domain.teams.features import CLASS_NAMES, CLASS_OF
from cityteams_clusters.domain.teams.pool import NORM, Entry, Pool, RegionWish
from cityteams_clusters.domain.teams.weights import RECIPROCAL_NEEDS, Weights
from cityteams_contracts.values import Resource, WorksheetId


@dataclass(frozen=True, slots=True)
class Part:
    """One addend of a score; `members` are the worksheets it is about, none where the whole team earns it."""

    code: str
    points: int
    text: str
    members: tuple[WorksheetId, ...] = ()


def similarity(pool: Pool, lead: int, member: int, weights: Weights) -> int:
    """Points for being alike, rounded down; the sum is of whole numbers and so the same everywhere."""
    dot = int(pool.vectors[lead].astype(int) @ pool.vectors[member].astype(int))
    return min(weights.similarity, max(0, dot) * weights.similarity // NORM**2)


def same_sector(lead: Entry, member: Entry, sectors: frozenset[str]) -> bool:
    """Whether both name the same sector of the round's taxonomy (any sector, where that is empty)."""
    known = lead.sector is not None and (not sectors or lead.sector in sectors)
    return known and lead.sector == member.sector


def region_fits(lead: Entry, member: Entry) -> bool:
    """Whether the member's region is as the lead wishes; an unknown region never is."""
    if not lead.region or not member.region or lead.region_wish is RegionWish.ANY:
        return False
    return (lead.region == member.region) == (lead.region_wish is RegionWish.SAME)


def parts_of_member(pool: Pool, lead: int, member: int, weights: Weights, sectors: frozenset[str]) -> list[Part]:
    """What one member brings by itself."""
    a, m = pool.entries[lead], pool.entries[member]
    who = (m.worksheet_id,)
    alike = similarity(pool, lead, member, weights)
    parts = [
        Part("same-challenge", alike, f"Its challenge is {alike} of {weights.similarity} points like the lead's.", who),
        Part("seat", -weights.seat, "Every member has to bring more than its seat costs.", who),
    ]
    if same_sector(a, m, sectors):
        parts.append(Part("same-sector", weights.sector, f"It works in the same sector, {a.sector}.", who))
    returned = sorted(m.needs & a.offers)[:RECIPROCAL_NEEDS]
    if returned:
        text = f"The lead offers what it needs: {_words(returned)}."
        parts.append(Part("needs-returned", weights.reciprocity * len(returned), text, who))
    if region_fits(a, m):
        wish = "the same region" if a.region_wish is RegionWish.SAME else "another region"
        parts.append(Part("region-as-wished", weights.region, f"The lead wishes for {wish}.", who))
    return parts


def parts_of_team(
    pool: Pool, lead: int, members: Sequence[int], weights: Weights, sectors: frozenset[str]
) -> tuple[Part, ...]:
    """Everything that makes the score of a team, balance points aside."""
    a = pool.entries[lead]
    parts = [part for member in members for part in parts_of_member(pool, lead, member, weights, sectors)]
    for need in sorted(a.needs - a.offers):
        covering = tuple(pool.entries[m].worksheet_id for m in members if need in pool.entries[m].offers)
        if covering:
            parts.append(Part("need-covered", weights.need, f"The need for {_words([need])} is covered.", covering))
    for bit, name in CLASS_NAMES.items():
        present = tuple(pool.entries[m].worksheet_id for m in members if CLASS_OF[pool.entries[m].kind] == bit)
        if present:
            parts.append(Part("kind-present", weights.kind, f"The kind {name} is in the team.", present))
    return tuple(parts)


def missing(pool: Pool, lead: int, members: Sequence[int]) -> tuple[str, ...]:
    """What the team still lacks: needs that nobody covers, kinds that are not there. Codes, such as `need-data`."""
    a = pool.entries[lead]
    offered = a.offers.union(*(pool.entries[m].offers for m in members))
    kinds = {CLASS_OF[pool.entries[m].kind] for m in members}
    needs = [f"need-{need.replace('_', '-')}" for need in sorted(a.needs - offered)]
    return (*needs, *(f"kind-{name}" for bit, name in CLASS_NAMES.items() if bit not in kinds))


def total(parts: Sequence[Part]) -> int:
    """The score that the parts make."""
    return sum(part.points for part in parts)


def _words(resources: Sequence[Resource]) -> str:
    return ", ".join(resource.replace("_", " ") for resource in resources)
