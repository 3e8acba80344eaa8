"""Said and obeyed by services/events: booths and travel support, given by a published rule and with reasons."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.events.parts import BoothNumber
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import ClusterId, GatheringId, Id, Line, OrganisationId, Paragraph, PersonId

__all__ = [
    "AllocateBooths",
    "AllocateTravelSupport",
    "AskBooth",
    "AskTravelSupport",
    "BoothAsked",
    "BoothGiven",
    "BoothRefused",
    "BoothRequestWithdrawn",
    "OverrideBooth",
    "OverrideTravelSupport",
    "TravelSupportAsked",
    "TravelSupportGranted",
    "TravelSupportRefused",
    "WithdrawBoothRequest",
]

Priority = Annotated[int, Field(ge=1, le=3)]
"""1: a municipal partner presents; 2: a booth with a live demo; 3: all others."""


class AskBooth(Command, name="events.ask-booth", key="request_id"):
    """Somebody would exhibit: for a cluster, or for an organisation; `number` is a booth that they wish for."""

    request_id: Id
    gathering_id: GatheringId
    title: Line
    cluster_id: ClusterId | None = None
    organisation_id: OrganisationId | None = None
    number: BoothNumber | None = None
    pavilion: Line | None = None
    municipal_presenter: bool = False
    live_demo: bool = False


class WithdrawBoothRequest(Command, name="events.withdraw-booth-request", key="request_id"):
    """Who asked, or the secretariat, takes a request for a booth back; the booth is free again."""

    request_id: Id


class AllocateBooths(Command, name="events.allocate-booths", key="gathering_id"):
    """The secretariat gives the booths that are free to those who ask, by the rule of priority."""

    gathering_id: GatheringId


class OverrideBooth(Command, name="events.override-booth", key="request_id"):
    """The secretariat decides otherwise than the rule; `number` None takes the booth away. `why` is kept."""

    request_id: Id
    number: BoothNumber | None = None
    why: Annotated[Paragraph, Field(min_length=1)]


class AskTravelSupport(Command, name="events.ask-travel-support", key="request_id"):
    """The journey of one city official of a cluster is to be paid for."""

    request_id: Id
    gathering_id: GatheringId
    cluster_id: ClusterId
    person_id: PersonId
    municipal_presenter: bool = False
    live_demo: bool = False


class AllocateTravelSupport(Command, name="events.allocate-travel-support", key="gathering_id"):
    """The secretariat grants what is left to those who ask, by the rule of priority, one official per cluster."""

    gathering_id: GatheringId


class OverrideTravelSupport(Command, name="events.override-travel-support", key="request_id"):
    """The secretariat decides otherwise than the rule; `why` is kept."""

    request_id: Id
    grant: bool
    why: Annotated[Paragraph, Field(min_length=1)]


class _AboutBooth(Event):
    """What every event of a request for a booth says."""

    request_id: Id
    gathering_id: GatheringId
    gathering: Line
    title: Line
    asked_by: PersonId
    cluster_id: ClusterId | None = None
    organisation_id: OrganisationId | None = None
    priority: Priority


class BoothAsked(_AboutBooth, name="events.booth-request.asked", key="request_id"):
    """A booth is asked for."""

    number: BoothNumber | None = None
    pavilion: Line | None = None


class BoothGiven(_AboutBooth, name="events.booth-request.given", key="request_id"):
    """The booth is theirs, and why; `decided_by` overrode the rule."""

    number: BoothNumber
    reasons: tuple[Line, ...]
    decided_by: PersonId | None = None
    why: Paragraph = ""


class BoothRefused(_AboutBooth, name="events.booth-request.refused", key="request_id"):
    """No booth for now, and why; `decided_by` overrode the rule."""

    reasons: tuple[Line, ...]
    decided_by: PersonId | None = None
    why: Paragraph = ""


class BoothRequestWithdrawn(_AboutBooth, name="events.booth-request.withdrawn", key="request_id"):
    """The request was taken back."""


class _AboutTravel(Event):
    """What every event of a request for travel support says."""

    request_id: Id
    gathering_id: GatheringId
    gathering: Line
    cluster_id: ClusterId
    cluster: Line
    person_id: PersonId
    asked_by: PersonId
    priority: Priority


class TravelSupportAsked(_AboutTravel, name="events.travel-support.asked", key="request_id"):
    """Travel support is asked for."""


class TravelSupportGranted(_AboutTravel, name="events.travel-support.granted", key="request_id"):
    """The journey is paid for, and why; `decided_by` overrode the rule."""

    reasons: tuple[Line, ...]
    decided_by: PersonId | None = None
    why: Paragraph = ""


class TravelSupportRefused(_AboutTravel, name="events.travel-support.refused", key="request_id"):
    """The journey is not paid for (for now), and why; `decided_by` overrode the rule."""

    reasons: tuple[Line, ...]
    decided_by: PersonId | None = None
    why: Paragraph = ""
