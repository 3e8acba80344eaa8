"""Forming, robbing and dissolving teams while counts, holders and values stay right."""

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.pricing import NEVER, bonus, feasible
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams

PINNED = 1 << 40
"""What a complete team with pins is worth on top while searching, so that nothing is preferred to completing it."""
FORBIDDEN = 1 << 50


@compiled
def value_of(lists: Lists, lead: int, members: int) -> int:
    """What the team of these members is worth; NEVER if it is no team, 0 if pins wait for its completion."""
    if members == 0:
        return 0
    size, bits, value = 0, 0, 0
    for k in range(lists.org.shape[1]):
        if members >> k & 1:
            size += 1
            bits |= lists.bits[lead, k]
            value += lists.worth[lead, k]
    if feasible(size, bits, lists.needs[lead], lists.terms):
        value += bonus(bits, lists.needs[lead], lists.terms)
        return value + PINNED if lists.must[lead] else value
    return 0 if lists.must[lead] else NEVER


@compiled
def balance(lists: Lists, teams: Teams) -> int:
    """The balance points of all teams together."""
    total = 0
    for s in range(len(teams.formed)):
        total += min(teams.formed[s], lists.shares[s]) * lists.terms[4]
    return total


@compiled
def _hold(teams: Teams, org: int, lead: int) -> None:
    teams.holders[teams.first[org] + teams.used[org]] = lead
    teams.used[org] += 1


@compiled
def _release(teams: Teams, org: int, lead: int) -> None:
    last = teams.first[org] + teams.used[org] - 1
    for place in range(teams.first[org], last + 1):
        if teams.holders[place] == lead:
            teams.holders[place] = teams.holders[last]
            break
    teams.used[org] -= 1


@compiled
def holds(teams: Teams, org: int, lead: int) -> bool:
    """Whether this lead's team holds the organisation."""
    for place in range(teams.first[org], teams.first[org] + teams.used[org]):
        if teams.holders[place] == lead:
            return True
    return False


@compiled
def put(lists: Lists, teams: Teams, lead: int, members: int) -> None:
    """Gives a lead this team instead of the one it has."""
    old = teams.team[lead]
    for k in range(lists.org.shape[1]):
        if old >> k & 1 and not members >> k & 1:
            _release(teams, lists.org[lead, k], lead)
    for k in range(lists.org.shape[1]):
        if members >> k & 1 and not old >> k & 1:
            _hold(teams, lists.org[lead, k], lead)
    if old == 0 and members != 0:
        _hold(teams, lists.own[lead], lead)
        teams.formed[lists.sector[lead]] += 1
    if old != 0 and members == 0:
        _release(teams, lists.own[lead], lead)
        teams.formed[lists.sector[lead]] -= 1
    teams.team[lead] = members
    teams.value[lead] = value_of(lists, lead, members)


@compiled
def without(lists: Lists, teams: Teams, lead: int, org: int) -> int:
    """What is left of a team that loses an organisation: fewer members, or nothing (its pins, if it has some)."""
    rest = teams.team[lead]
    if org == lists.own[lead]:
        return lists.must[lead]
    for k in range(lists.org.shape[1]):
        if rest >> k & 1 and lists.org[lead, k] == org:
            rest &= ~(1 << k)
            break
    return rest if value_of(lists, lead, rest) > 0 else lists.must[lead]


@compiled
def loss(lists: Lists, teams: Teams, lead: int, org: int) -> int:
    """What a team loses with this organisation; FORBIDDEN where a pin holds it."""
    must = lists.must[lead]
    if must:
        if org == lists.own[lead]:
            return FORBIDDEN
        for k in range(lists.org.shape[1]):
            if must >> k & 1 and lists.org[lead, k] == org:
                return FORBIDDEN
    return teams.value[lead] - value_of(lists, lead, without(lists, teams, lead, org))


@compiled
def cheapest(lists: Lists, teams: Teams, org: int, lead: int) -> tuple[int, int]:
    """What it costs the others that `lead` takes the organisation, and who is robbed (-1: nobody)."""
    if teams.used[org] < lists.capacity[org] or holds(teams, org, lead):
        return 0, -1
    cost, victim = FORBIDDEN, -1
    for place in range(teams.first[org], teams.first[org] + teams.used[org]):
        here = loss(lists, teams, teams.holders[place], org)
        if here < cost:
            cost, victim = here, teams.holders[place]
    return cost, victim
