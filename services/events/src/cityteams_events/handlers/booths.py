"""What is done about booths and travel support: load, decide, say."""

from collections.abc import Callable, Mapping
from typing import Any

from cityteams_chassis import Tx
from cityteams_contracts import Command, Rejected
from cityteams_contracts.events import (
    AllocateBooths,
    AllocateTravelSupport,
    AskBooth,
    AskTravelSupport,
    OverrideBooth,
    OverrideTravelSupport,
    WithdrawBoothRequest,
)
from cityteams_events.domain.gathering import known
from cityteams_events.domain.planning.booths import BoothState, allocate_booths, ask_booth, override_booth, take_back
from cityteams_events.domain.planning.granting import allocate_travel, ask_travel, override_travel, requested
from cityteams_events.rights import allow
from cityteams_events.store import CLUSTERS, GATHERINGS
from cityteams_events.store.planning import (
    BOOTH_REQUESTS,
    TRAVEL_REQUESTS,
    booth_requests,
    living,
    travel_requests,
)


def ask_for_booth(command: AskBooth, tx: Tx) -> None:
    """Somebody would exhibit."""
    allow(command, tx)
    held, there = known(tx.get(GATHERINGS, command.gathering_id)), booth_requests(tx, command.gathering_id)
    if tx.get(BOOTH_REQUESTS, command.request_id) is not None:
        raise Rejected("request-is-already-there", "a request has this id already; take another", "request_id")
    lives_on = command.model_copy(update={"organisation_id": living(tx, command.organisation_id)})
    tx.say(ask_booth(held, there, lives_on, tx.actor))


def withdraw_booth_request(command: WithdrawBoothRequest, tx: Tx) -> None:
    """Takes a request back."""
    request = tx.get(BOOTH_REQUESTS, command.request_id)
    allow(command, tx, self=(request.asked_by,) if request else ())
    tx.say(take_back(known(tx.get(GATHERINGS, requested(request).gathering_id)), request))


def allocate_all_booths(command: AllocateBooths, tx: Tx) -> None:
    """Gives what is free by the rule."""
    allow(command, tx)
    held = known(tx.get(GATHERINGS, command.gathering_id))
    tx.say(*allocate_booths(held, booth_requests(tx, command.gathering_id)))


def override_booth_rule(command: OverrideBooth, tx: Tx) -> None:
    """Decides otherwise, and says who did and why."""
    allow(command, tx)
    request = tx.get(BOOTH_REQUESTS, command.request_id)
    held = known(tx.get(GATHERINGS, requested(request).gathering_id))
    others = [each for each in booth_requests(tx, held.gathering_id) if each.request_id != command.request_id]
    taken = sum(each.state is BoothState.GIVEN and each.number == command.number for each in others)
    tx.say(override_booth(held, request, taken, command, tx.actor))


def ask_for_travel(command: AskTravelSupport, tx: Tx) -> None:
    """Somebody would have an official's journey paid for."""
    allow(command, tx)
    held, cluster = known(tx.get(GATHERINGS, command.gathering_id)), tx.get(CLUSTERS, command.cluster_id)
    if cluster is None:
        raise Rejected("cluster-is-unknown", "no listed action cluster has this id", "cluster_id")
    if tx.get(TRAVEL_REQUESTS, command.request_id) is not None:
        raise Rejected("request-is-already-there", "a request has this id already; take another", "request_id")
    tx.say(ask_travel(held, cluster.title, travel_requests(tx, held.gathering_id), command, tx.actor))


def allocate_all_travel(command: AllocateTravelSupport, tx: Tx) -> None:
    """Grants what is left by the rule."""
    allow(command, tx)
    held = known(tx.get(GATHERINGS, command.gathering_id))
    tx.say(*allocate_travel(held, travel_requests(tx, command.gathering_id)))


def override_travel_rule(command: OverrideTravelSupport, tx: Tx) -> None:
    """Decides otherwise, and says who did and why."""
    allow(command, tx)
    request = tx.get(TRAVEL_REQUESTS, command.request_id)
    held = known(tx.get(GATHERINGS, requested(request).gathering_id))
    tx.say(override_travel(held, request, travel_requests(tx, held.gathering_id), command, tx.actor))


Handler = Callable[[Any, Tx], None]
BOOTH_COMMANDS: Mapping[type[Command], Handler] = {
    AskBooth: ask_for_booth,
    WithdrawBoothRequest: withdraw_booth_request,
    AllocateBooths: allocate_all_booths,
    OverrideBooth: override_booth_rule,
    AskTravelSupport: ask_for_travel,
    AllocateTravelSupport: allocate_all_travel,
    OverrideTravelSupport: override_travel_rule,
}
