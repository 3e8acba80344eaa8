"""Cities, counties, provinces: when two of their names mean one."""

from cityteams_registration.domain.organisations.finding import Finding, ask, different, same
from cityteams_registration.domain.organisations.gazetteer import Gazetteer, Spot
from cityteams_registration.domain.organisations.names import Read
from cityteams_registration.domain.organisations.slips import misspelled, slips
from cityteams_registration.domain.organisations.words import SIDES, Tier

OUTSHINES = 10
"""So many times larger, and a bare name means the larger place."""
_COUNTRY_OF_BARE_COUNTIES = {"GB", "IE"}
"""Where a county is called by its name alone."""


def compared(left: Read, right: Read, gazetteer: Gazetteer) -> Finding:
    """Two names of public bodies."""
    if apart := _apart(left, right):
        return different(apart)
    if left.spots and right.spots:
        return _known(left, right)
    if left.core == right.core:
        return _of_one_name(left, right)
    guessed = {spot.geonames_id for spot in (*left.guess, *right.guess)}
    both = _ids(left) & _ids(right)
    if meant := next((spot for spot in (*left.guess, *right.guess) if spot.geonames_id in both & guessed), None):
        return ask(0.9, f"One of them looks like a slip of the pen for {meant.printed}.", *_unsaid(left, right))
    if _differ_by_slips(left, right, gazetteer):
        return ask(0.8, "The names differ by a letter or two.", *_unsaid(left, right))
    return different(f"“{left.organisation.name}” and “{right.organisation.name}” are two names.")


def _ids(one: Read) -> set[int]:
    return {spot.geonames_id for spot in (*one.spots[:1], *one.guess[:1])}


def _apart(left: Read, right: Read) -> str | None:
    one, other = left.where, right.where
    if one.country and other.country and one.country != other.country:
        return f"They are in different countries: {' and '.join(sorted((one.country, other.country)))}."
    if one.region and other.region and one.region != other.region:
        return f"They are in different states or regions: {' and '.join(sorted((one.region, other.region)))}."
    if one.within and other.within and not set(one.within) & set(other.within) and left.core == right.core:
        return f"One is in {', '.join(one.within)}, the other in {', '.join(other.within)}."
    if left.tier is not right.tier and not _may_be_one(left, right):
        return f"One is {min(left.tier, right.tier)}, the other {max(left.tier, right.tier)}."
    return None


def _may_be_one(left: Read, right: Read) -> bool:
    tiers = {left.tier, right.tier}
    if Tier.UNSAID not in tiers:
        return False
    bare = left if left.tier is Tier.UNSAID else right
    (said,) = tiers - {Tier.UNSAID}
    if said is Tier.COUNTY and bare.where.country in _COUNTRY_OF_BARE_COUNTIES:
        return True
    return said in (Tier.CITY, Tier.DISTRICT) or (said is not Tier.PORT and not bare.spots)


def _known(left: Read, right: Read) -> Finding:
    one, other = left.spots[0], right.spots[0]
    if one != other:
        return _of_several(left, right)
    where = f"GeoNames knows both as {one.printed} ({one.geonames_id})."
    unsaid = _unsaid(left, right)
    if left.core != right.core:
        names = f"“{left.organisation.name}” and “{right.organisation.name}”"
        return ask(0.92, f"{names} are spelled differently.", where)
    if unsaid or (left.tier is not right.tier and Tier.DISTRICT in (left.tier, right.tier)):
        return ask(0.85, where, *unsaid)
    return same(where)


def _of_several(left: Read, right: Read) -> Finding:
    """The bare name of two comes first to mind for another place, but may mean this one when it is not much smaller."""
    for bare, exact in ((left, right), (right, left)):
        large_enough = exact.spots[0].population * OUTSHINES > bare.spots[0].population
        if left.core == right.core and exact.spots[0] in bare.spots and large_enough:
            return ask(0.6, "The names are the same.", *_unsaid(left, right))
    return different(f"GeoNames knows two places: {_listed(left.spots[0], right.spots[0])}.")


def _of_one_name(left: Read, right: Read) -> Finding:
    if unsaid := _unsaid(left, right):
        return ask(0.8, "The names are the same.", *unsaid)
    if left.tier is not right.tier and not {left.tier, right.tier} <= {Tier.UNSAID, Tier.CITY}:
        return ask(0.75, f"The names are the same; one is {max(left.tier, right.tier)}, of the other this is not said.")
    return same("The names and the places are the same.")


def _unsaid(left: Read, right: Read) -> tuple[str, ...]:
    if not (left.where.country and right.where.country):
        return ("The country is not said of both.",)
    if left.where.region != right.where.region and not (_is_alone(left) and _is_alone(right)):
        return ("The state or region is not said of both.",)
    return ()


def _is_alone(one: Read) -> bool:
    """Whether its name, without a region, could hardly mean another place of the country."""
    if one.where.region:
        return True
    first, second = one.spots[0] if one.spots else None, one.spots[1] if len(one.spots) > 1 else None
    return first is not None and (second is None or second.population * OUTSHINES < first.population)


def _differ_by_slips(left: Read, right: Read, gazetteer: Gazetteer) -> bool:
    if (set(left.core) ^ set(right.core)) & SIDES:
        return False
    wrong = misspelled(left.core, right.core, gazetteer)
    respaced = len(left.core) != len(right.core) or left.joined == right.joined
    return wrong is not None or (respaced and slips(left.joined, right.joined) is not None)


def _listed(*spots: Spot) -> str:
    return " and ".join(sorted(f"{spot.printed} ({spot.geonames_id})" for spot in spots))
