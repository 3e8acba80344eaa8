"""The part of a round's rule file that the formation of teams keeps to."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.values import Code, OrganisationId, SectorCode, Value, WorksheetId

__all__ = ["FormationSection", "KeptApart", "PinnedTogether"]

Points = Annotated[int, Field(ge=0, le=1000)]


class PinnedTogether(Value):
    """This worksheet is in the team of that lead, if the team can be formed."""

    lead: WorksheetId
    member: WorksheetId


class KeptApart(Value):
    """Two organisations that are never in the same team."""

    one: OrganisationId
    other: OrganisationId


class FormationSection(Value):
    """What no team of the round may break, and what each aim is worth.

    Sizes count organisations, the lead among them. `capacity` is in how many teams an organisation may be at once,
    `capacities` says otherwise for single ones; `shares` is how many teams of a sector earn the balance points.
    """

    smallest: int = 3
    largest: int = 8
    capacity: int = 1
    capacities: Annotated[dict[OrganisationId, int], Field(max_length=2000)] = Field(default_factory=dict)
    pins: Annotated[tuple[PinnedTogether, ...], Field(max_length=500)] = ()
    apart: Annotated[tuple[KeptApart, ...], Field(max_length=500)] = ()
    shares: Annotated[dict[SectorCode, int], Field(max_length=60)] = Field(default_factory=dict)
    weights: Annotated[dict[Code, Points], Field(max_length=20)] = Field(default_factory=dict)
