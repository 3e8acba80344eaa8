"""What the words of a worksheet suggest: its sector, and existing work near it. People decide."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Event
from cityteams_contracts.values import ClusterId, Instant, Line, RoundId, SectorCode, Sha256, Value, WorksheetId

__all__ = ["LikelySector", "SectorSuggested", "SimilarCluster", "SimilarClustersFound"]

Share = Annotated[float, Field(ge=0, le=1)]


class LikelySector(Value):
    """A sector and how sure the model is; the confidences of all sectors of the round add up to 1."""

    sector: SectorCode
    confidence: Share


class SectorSuggested(Event, name="clusters.text.sector-suggested", key="worksheet_id"):
    """What the words of a worksheet say about its sector, likeliest first. Whoever writes the worksheet decides.

    `sector` is the one that the worksheet names; `model` is the name and version of what read the text with this hash.
    """

    worksheet_id: WorksheetId
    round_id: RoundId
    sector: SectorCode
    suggestions: Annotated[tuple[LikelySector, ...], Field(max_length=5)]
    model: Line
    text_sha256: Sha256
    suggested_at: Instant


class SimilarCluster(Value):
    """Existing work near a worksheet; `similarity` is the share of the way from nothing in common to the same text."""

    worksheet_id: WorksheetId
    cluster_id: ClusterId | None = None
    title: Line
    similarity: Share


class SimilarClustersFound(Event, name="clusters.text.similar-found", key="worksheet_id"):
    """Existing work near a worksheet, nearest first; replaces what was found for it before."""

    worksheet_id: WorksheetId
    similar: Annotated[tuple[SimilarCluster, ...], Field(max_length=10)]
    model: Line
    text_sha256: Sha256
    found_at: Instant
