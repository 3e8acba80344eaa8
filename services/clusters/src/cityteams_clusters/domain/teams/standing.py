"""Where formation stands between two worksheets: lists, teams and features that grow and shrink in place."""

from collections.abc import Sequence

import numpy as np

from cityteams_clusters.domain.teams.buffers import Rows
from cityteams_clusters.domain.teams.features import CLASS_OF, WISHES, mask_of, tie_of
from cityteams_clusters.domain.teams.kernels.pairs import Dots, Features, row
from cityteams_clusters.domain.teams.kernels.pricing import NEVER, Ints
from cityteams_clusters.domain.teams.kernels.stream import (
    close,
    dots_of,
    floor_of,
    floors,
    insert_all,
    promises_of,
    remove,
)
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams, Wide
from cityteams_clusters.domain.teams.lists import Ground
from cityteams_clusters.domain.teams.pool import Entry, Pool, Vectors
from cityteams_clusters.domain.teams.prices import Priced, descend
from cityteams_clusters.domain.teams.weights import RECIPROCAL_NEEDS
from cityteams_contracts.values import OrganisationId, WorksheetId

_FEATURES = ("org", "sector", "region", "needs", "offers", "kind", "wish", "tie")
_LISTS = ("entry", "org", "worth", "bits", "needs", "own", "sector", "must")

NO_PAIR = 1 << 62
"""A pair that no team can hold."""
MOST_OFFERED = 64
"""Into how many lists a newcomer is put, those it surpasses most; more follow when lists are made anew."""
USUAL = 100
"""After how many sweeps of a run the steps are as small as they are here."""


class Standing:
    """The worksheets of a round by number, the candidate lists of the leads by place, prices and teams.

    `lists`, `teams` and `features` are what the kernels read and write.
    """

    def __init__(self, pool: Pool, ground: Ground, priced: Priced, lists: Lists, teams: Teams) -> None:
        place = ground.place
        self.ground, self.entries, self.seats = ground, list(pool.entries), priced.seats.copy()
        self.number = {entry.worksheet_id: number for number, entry in enumerate(pool.entries)}
        self.place_of = {int(lead): at for at, lead in enumerate(place.leads)}
        self._orgs = {name: number for number, name in enumerate(place.organisations)}
        self._sectors = {name: number for number, name in enumerate(place.sectors)}
        regions = sorted({entry.region for entry in pool.entries if entry.region})
        self._regions = {name: number for number, name in enumerate(regions)}
        self._features = Rows(place.features, _FEATURES)
        self._vectors = Rows({"whole": pool.vectors}, ("whole",))
        self._leads = Rows(
            {
                "row": place.leads,
                "near": pool.vectors[place.leads],
                "floor": np.zeros(len(place.leads), np.int64),
                "team": teams.team,
                "value": teams.value,
                **{name: getattr(lists, name) for name in _LISTS},
            },
            ("row", "near", "floor", "team", "value", *_LISTS),
        )
        self._apart_from, self._holders = Rows(lists, ("apart_from",)), Rows(teams, ("holders",))
        of_orgs = {"capacity": lists.capacity, "prices": priced.prices, "used": teams.used, "first": teams.first}
        self._by_org = Rows(of_orgs, tuple(of_orgs))
        self._fixed, self._formed = lists._replace(apart=lists.apart.copy()), teams.formed.copy()
        positive = priced.prices[priced.prices > 0]
        self._newcomer = int(np.median(positive)) if len(positive) else 0
        self._look()
        floors(self.lists, self.prices, self._leads["floor"])

    def _look(self) -> None:
        leads, orgs = self._leads, self._by_org
        rows = {name: leads[name] for name in _LISTS}
        self.lists = self._fixed._replace(**rows, **self._apart_from.views(), capacity=orgs["capacity"])
        used, first, holders = orgs["used"], orgs["first"], self._holders["holders"]
        self.teams = Teams(leads["team"], leads["value"], used, holders, first, self._formed)
        self.features = Features(**self._features.views(), points=self.ground.place.features.points)

    @property
    def prices(self) -> Ints:
        """What each organisation is sought after, in 64ths."""
        return self._by_org["prices"]

    @property
    def pool(self) -> Pool:
        """The worksheets as they are numbered here, those that went among them."""
        return Pool(tuple(self.entries), self._vectors["whole"])

    def lead_at(self, at: int) -> WorksheetId | None:
        """The worksheet that leads at a place, or None when it went."""
        number = int(self._leads["row"][at])
        return self.entries[number].worksheet_id if number >= 0 else None

    def append(self, entry: Entry, vector: Vectors) -> int:
        """One more worksheet, known to nobody's list yet; its number."""
        org = self._orgs.get(entry.organisation_id)
        if org is None:
            org = self._new_organisation(entry)
        region = self._regions.setdefault(entry.region, len(self._regions)) if entry.region else -1
        closed = entry.worksheet_id in self.ground.rules.closed or self._by_org["capacity"][org] == 0
        self.number[entry.worksheet_id] = len(self.entries)
        self.entries.append(entry)
        self._features.add(
            org=-1 if closed else org, sector=self._sectors.get(entry.sector or "", -1), region=region,
            needs=mask_of(entry.needs), offers=mask_of(entry.offers), kind=CLASS_OF[entry.kind],
            wish=WISHES.index(entry.region_wish), tie=tie_of(entry.worksheet_id),
        )  # fmt: skip
        self._vectors.add(whole=vector)
        self._look()
        return len(self.entries) - 1

    def _new_organisation(self, entry: Entry) -> int:
        org = self._orgs[entry.organisation_id] = len(self._orgs)
        room = self.ground.rules.capacity_of(entry.organisation_id)
        self._by_org.add(capacity=room, prices=self._newcomer, used=0, first=len(self._holders))
        for _ in range(room):
            self._holders.add(holders=-1)
        for other in self.ground.rules.parted_from(entry.organisation_id) & self._orgs.keys():
            self.ground.barriers.bar(org, self._orgs[other])
        return org

    def offer(self, number: int) -> list[int]:
        """Puts a worksheet into the lists in which it is among the likeliest; their places, the best first."""
        org = int(self.features.org[number])
        if org < 0:
            return []
        dots, leads, floor = self._dots(self._leads["near"], number), self._leads["row"], self._leads["floor"]
        worths, above, found = (np.empty(len(dots), np.int64) for _ in range(3))
        price = int(self.prices[org])
        count = promises_of(self.features, leads, number, dots, price, floor, worths, above, found)
        best = np.argsort(-above[:count], kind="stable")[:MOST_OFFERED]
        if barred := self._barred(org):
            fine = [not barred & {int(self.lists.own[at]), *self.lists.org[at].tolist()} for at in found[best].tolist()]
            best = best[fine]
        places, worths = found[best], worths[best]
        entered = insert_all(
            self.features, self.lists, self.teams, places, leads, number, worths, self.prices, floor
        ).astype(bool)
        order = np.argsort(-worths[entered], kind="stable")
        taken: list[int] = places[entered][order].tolist()
        return taken

    def _barred(self, org: int) -> set[int]:
        return set(self.ground.barriers.never.get(org, ()))

    def _dots(self, rows: Vectors, number: int) -> Dots:
        found = np.empty(len(rows), np.float32)
        dots_of(rows, self._vectors["whole"][number], found)
        return found

    def begin_lead(self, number: int) -> int:
        """Gives a worksheet that can lead its own list; its place."""
        found, orgs, worth, bits, needs = self._listed(number, ())
        sector = int(self.features.sector[number])
        self.place_of[number] = len(self._leads)
        self._leads.add(
            row=number, near=self._vectors["whole"][number], floor=NEVER, team=0, value=0, entry=found, org=orgs,
            worth=worth, bits=bits, needs=needs, own=self._orgs[self.entries[number].organisation_id],
            sector=sector if sector >= 0 else len(self._sectors), must=0,
        )  # fmt: skip
        self._apart_from.add(apart_from=int(self.lists.apart_from[-1]))
        self._look()
        return len(self._leads) - 1

    def _listed(self, number: int, kept: Sequence[int]) -> tuple[Ints, Ints, Ints, Ints, int]:
        """Candidates, organisations, worth, bits and open needs of a lead out of everybody; `kept` stay for sure."""
        width = self.lists.org.shape[1]
        found, orgs, bits, worth = (np.full(width, sign, np.int64) for sign in (-1, -1, 0, NEVER))
        org, needs = int(self.features.org[number]), 0
        if org >= 0:
            dots = self._dots(self._vectors["whole"], number)
            barred = np.array(self.ground.barriers.never.get(org, [-2]), np.int64)
            always = np.array(kept, np.int64)
            needs, _ = row(
                self.features, number, dots, self.prices, barred, always, RECIPROCAL_NEEDS, found, worth, bits, orgs
            )
            _once(orgs, found, worth, kept, self.ground.barriers.never)
        return found, orgs, worth, bits, needs

    def separate(self, one: OrganisationId, other: OrganisationId, changed: Ints) -> list[int]:
        """Neither organisation is in the lists of the other any more; the places of the leads that lost it."""
        pair = [self._orgs.get(name, -1) for name in (one, other)]
        if min(pair) < 0:
            return []
        touched = []
        self.ground.barriers.bar(*pair)
        for mine, theirs in (pair, pair[::-1]):
            for at in np.flatnonzero(self.lists.own == mine).tolist():
                for k in np.flatnonzero(self.lists.org[at] == theirs).tolist():
                    changed[at] |= remove(self.lists, self.teams, at, k)
                    touched.append(at)
        return touched

    def relist(self, at: int, besides: Sequence[int] = ()) -> None:
        """Makes the list of a lead anew at the present prices, with its team and who is asked for `besides`.

        Not where a rule keeps two apart.
        """
        number, lists = int(self._leads["row"][at]), self.lists
        if number < 0 or lists.must[at] or self.ground.barriers.apart:
            return
        mask = int(self.teams.team[at])
        team = [int(entry) for k, entry in enumerate(lists.entry[at]) if mask >> k & 1]
        kept = [*team, *besides]
        found, orgs, worth, bits, _ = self._listed(number, kept)
        lists.entry[at], lists.org[at], lists.worth[at], lists.bits[at] = found, orgs, worth, bits
        lists.apart[lists.apart_from[at] : lists.apart_from[at + 1]] = NO_PAIR
        self.teams.team[at] = sum(1 << k for k, entry in enumerate(found.tolist()) if entry >= 0 and entry in team)
        self._leads["floor"][at] = floor_of(self.lists, at, self.prices)

    def price_anew(self, wide: Wide, sweeps: int) -> int:
        """Lets prices and seats follow what is wished for now; the bound that they prove (64ths)."""
        bound, self.prices[:], self.seats[:] = descend(wide, self.prices, self.seats, USUAL, sweeps)
        floors(self.lists, self.prices, self._leads["floor"])
        return bound

    def leave(self, worksheet_id: WorksheetId, changed: Ints) -> list[int]:
        """Takes a worksheet out of everything; the places of the leads that may want somebody else now."""
        number = self.number.pop(worksheet_id, None)
        if number is None:
            return []
        touched = []
        for at, k in np.argwhere(self.lists.entry == number).tolist():
            changed[at] |= remove(self.lists, self.teams, at, k)
            self._leads["floor"][at] = NEVER
            touched.append(at)
        own = self.place_of.pop(number, None)
        if own is not None:
            mask = int(self.teams.team[own])
            members = self.lists.org[own][[bool(mask >> k & 1) for k in range(self.lists.org.shape[1])]]
            close(self.lists, self.teams, own)
            self._leads["row"][own] = -1
            touched += np.flatnonzero(np.isin(self.lists.org, members).any(axis=1)).tolist() if len(members) else []
        self.features.org[number] = -1
        return touched


def _once(orgs: Ints, found: Ints, worth: Ints, kept: Sequence[int], never: dict[int, list[int]]) -> None:
    """A list has one worksheet of an organisation and of those kept apart, so without pairs: a kept or the best."""
    seen = {int(org) for org, entry in zip(orgs, found, strict=True) if entry in kept and entry >= 0}
    for k, org in enumerate(orgs.tolist()):
        if org in seen and found[k] not in kept:
            orgs[k], found[k], worth[k] = -1, -1, NEVER
        elif org >= 0:
            seen |= {org, *never.get(org, ())}
