"""Worksheets to match: strategies for any, and a few that are easy to read."""

import numpy as np
from hypothesis import strategies as st

from cityteams_clusters.domain.partners.meaning import Meanings, Words
from cityteams_clusters.domain.partners.sheet import Sheet, sha256_of
from cityteams_clusters.domain.teams.pool import quantised
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource


def party(name, kind=OrganisationKind.COMPANY, country=None):
    """An organisation by its name."""
    return Participant(organisation_id=name, name=name.title(), kind=kind, country=country)


def sheet(worksheet_id, *parties, needs=(), offers=(), sector="data", text=None):
    """An accepted worksheet; needs and offers as (kind, words) or bare kinds."""
    return Sheet(
        worksheet_id=worksheet_id,
        round_id="sc3-2018",
        accepted=True,
        sector=sector,
        title=worksheet_id,
        language="en",
        status=None,
        lead=f"lead-{worksheet_id}",
        participants=parties,
        needs=tuple(map(_wanted, needs)),
        offers=tuple(map(_wanted, offers)),
        text=worksheet_id if text is None else text,
    )


def _wanted(given):
    kind, text = given if isinstance(given, tuple) else (given, "")
    return Need(kind=kind, text=text)


def words(**vectors):
    """Texts that were read: a plane vector for each, the same text always at the same place."""
    table = quantised(np.array([list(each) for each in vectors.values()], np.float64))
    return Words("by-hand 1", Meanings((table,)), {sha256_of(text): at for at, text in enumerate(vectors)})


PARTIES = st.builds(
    party,
    st.sampled_from(("a", "b", "c", "d", "e")),
    st.sampled_from((OrganisationKind.MUNICIPALITY, OrganisationKind.COMPANY, OrganisationKind.ACADEMIA)),
    st.sampled_from((None, "PT", "US")),
)
WANTED = st.lists(st.sampled_from((Resource.DATA, Resource.TECHNOLOGY, Resource.PILOT_SITE)), max_size=3, unique=True)
SHEETS = st.lists(
    st.builds(
        lambda parties, needs, offers, sector: (parties, needs, offers, sector),
        st.lists(PARTIES, min_size=1, max_size=3, unique_by=lambda one: one.organisation_id),
        WANTED,
        WANTED,
        st.sampled_from(("data", "utility")),
    ),
    max_size=6,
).map(
    lambda rows: [
        sheet(f"w{at}", *parties, needs=needs, offers=offers, sector=sector)
        for at, (parties, needs, offers, sector) in enumerate(rows)
    ]
)
