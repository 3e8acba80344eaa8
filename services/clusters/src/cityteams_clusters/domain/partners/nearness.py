"""Existing work near a worksheet: the accepted worksheets whose words mean about the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from cityteams_clusters.domain.ids import cluster_id_of
from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_contracts.clusters import SimilarCluster
from cityteams_contracts.values import WorksheetId

SHOWN = 5
NEAR_ENOUGH = 35
"""Percent; below that two texts share little more than being about cities."""


@dataclass(frozen=True, slots=True)
class Known:
    """An accepted worksheet by its title."""

    worksheet_id: WorksheetId
    title: str


def nearest(
    own: WorksheetId, meaning: Meanings, known: Sequence[Known], meanings: Meanings
) -> tuple[SimilarCluster, ...]:
    """The nearest few of the known worksheets, nearest first, the worksheet itself left out."""
    if not known:
        return ()
    percents = meaning.alike(meanings)[0]
    order = sorted(range(len(known)), key=lambda at: (-int(percents[at]), known[at].worksheet_id))
    near = [at for at in order if known[at].worksheet_id != own and percents[at] >= NEAR_ENOUGH][:SHOWN]
    return tuple(
        SimilarCluster(
            worksheet_id=known[at].worksheet_id,
            cluster_id=cluster_id_of(known[at].worksheet_id),
            title=known[at].title,
            similarity=int(percents[at]) / 100,
        )
        for at in near
    )
