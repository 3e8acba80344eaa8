"""A synthetic pool: 24 themes, a challenge for every 25 worksheets, needs and offers that depend on the kind."""

import numpy as np

from cityteams_clusters.domain.teams.pool import Entry, Pool, RegionWish, quantised
from cityteams_contracts.values import OrganisationKind, Resource, Sector

THEMES, REGIONS, DIMENSIONS = 24, 40, 96
KINDS = (
    (OrganisationKind.MUNICIPALITY, 0.40),
    (OrganisationKind.COMPANY, 0.31),
    (OrganisationKind.ACADEMIA, 0.14),
    (OrganisationKind.NON_PROFIT, 0.08),
    (OrganisationKind.INVESTOR, 0.03),
    (OrganisationKind.AGENCY, 0.02),
    (OrganisationKind.OTHER, 0.02),
)
R = Resource
CITY = ((R.TECHNOLOGY, R.EXPERTISE, R.FUNDING, R.DATA, R.STANDARDS), (R.PILOT_SITE, R.POLICY, R.DATA, R.COMMUNITY))
FIRM = ((R.PILOT_SITE, R.DATA, R.FUNDING, R.POLICY), (R.TECHNOLOGY, R.EXPERTISE, R.STANDARDS))
SCHOOL = ((R.DATA, R.FUNDING, R.PILOT_SITE, R.COMMUNITY), (R.EXPERTISE, R.DATA, R.STANDARDS))
GROUP = ((R.FUNDING, R.EXPERTISE, R.POLICY), (R.COMMUNITY, R.EXPERTISE, R.POLICY))
PURSE = ((R.PILOT_SITE, R.STANDARDS), (R.FUNDING, R.EXPERTISE))
WANTS = {
    OrganisationKind.MUNICIPALITY: CITY,
    OrganisationKind.COMPANY: FIRM,
    OrganisationKind.ACADEMIA: SCHOOL,
    OrganisationKind.NON_PROFIT: GROUP,
    OrganisationKind.INVESTOR: PURSE,
    OrganisationKind.AGENCY: GROUP,
    OrganisationKind.OTHER: GROUP,
}
WISHES = (RegionWish.ANY, RegionWish.SAME, RegionWish.OTHER)


def _some(rng, choices):
    count = 1 + int(rng.binomial(len(choices) - 1, 0.5))
    return frozenset(choices[i] for i in rng.choice(len(choices), size=count, replace=False))


def _entry(rng, number, organisation, kind, theme):
    needs, offers = WANTS[kind]
    city = kind is OrganisationKind.MUNICIPALITY
    sectors = tuple(Sector)
    return Entry(
        worksheet_id=f"w{number:07d}",
        organisation_id=organisation,
        kind=kind,
        sector=sectors[theme % len(sectors)],
        region=f"region-{int(REGIONS * rng.random() ** 2):02d}",
        needs=_some(rng, needs),
        offers=_some(rng, offers),
        deploys=city and rng.random() < 0.95,
        officials=int(city and rng.random() < 0.95),
        region_wish=WISHES[int(rng.integers(3))],
    )


def synthetic(count, seed=1, dimensions=DIMENSIONS):
    """A pool of `count` worksheets, and the capacity of the few organisations that hand in two."""
    rng = np.random.default_rng(seed)
    challenges = max(1, count // 25)
    themes = rng.normal(size=(THEMES, dimensions))
    theme_of = rng.integers(THEMES, size=challenges)
    centres = themes[theme_of] + rng.normal(size=(challenges, dimensions))
    chosen = rng.integers(challenges, size=count)
    vectors = quantised(centres[chosen] + 1.1 * rng.normal(size=(count, dimensions)))
    kinds, shares = zip(*KINDS, strict=True)
    entries: list[Entry] = []
    twice: dict[str, int] = {}
    for number in range(count):
        kind = kinds[int(rng.choice(len(kinds), p=shares))]
        organisation = f"o{number:07d}"
        if number % 25 == 24:
            kind, organisation = entries[-1].kind, entries[-1].organisation_id
            twice[organisation] = 2
        entries.append(_entry(rng, number, organisation, kind, int(theme_of[chosen[number]])))
    return Pool.of(entries, vectors), twice
