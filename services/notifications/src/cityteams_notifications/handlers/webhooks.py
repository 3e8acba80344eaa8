"""The commands of webhooks: an organisation's people look after its endpoints."""

import json

from cityteams_chassis import Tx
from cityteams_contracts import Command, Rejected
from cityteams_contracts.notifications import (
    DeleteEndpoint,
    DeliveriesReplayed,
    EndpointDeleted,
    EndpointTested,
    PauseEndpoint,
    RegisterEndpoint,
    ReplayDeliveries,
    ResumeEndpoint,
    ReviseEndpoint,
    RotateSecret,
    TestEndpoint,
)
from cityteams_contracts.values import utc_text
from cityteams_notifications.domain.webhooks import endpoint as deciding
from cityteams_notifications.domain.webhooks.dispatch import DispatchState, Outgoing
from cityteams_notifications.domain.webhooks.endpoint import Endpoint, require_active, require_endpoint
from cityteams_notifications.domain.webhooks.routes import Route
from cityteams_notifications.rights import allow
from cityteams_notifications.webhooks.forwarding import keep
from cityteams_notifications.webhooks.keeping import drop_keys, take_keys, take_target
from cityteams_notifications.webhooks.store import ENDPOINTS, HEALTH, TARGETS, endpoints_of, people_of
from cityteams_notifications.webhooks.store.queue import drop_endpoint, to_replay, write

MOST_REPLAYED = 1000
"""So many at once; whoever has more asks again."""


def register_endpoint(command: RegisterEndpoint, tx: Tx) -> None:
    """An organisation is sent events."""
    allow(command, tx, member=people_of(tx, command.organisation_id))
    known, others = tx.get(ENDPOINTS, command.endpoint_id), len(endpoints_of(tx, command.organisation_id))
    target = take_target(tx, command)
    tx.say(deciding.decide_registration(known, command, (target.host, target.key_id), others, tx.now))


def revise_endpoint(command: ReviseEndpoint, tx: Tx) -> None:
    """It is called otherwise, or wants other events."""
    tx.say(deciding.decide_revision(_own(command, tx), command, tx.now))


def rotate_secret(command: RotateSecret, tx: Tx) -> None:
    """Fresh keys sign from now on."""
    known = _own(command, tx)
    take_keys(tx, known.endpoint_id, command.key_id)
    tx.say(deciding.decide_rotation(known, command, tx.now))


def pause_endpoint(command: PauseEndpoint, tx: Tx) -> None:
    """Events wait."""
    tx.say(deciding.decide_pause(_own(command, tx), command, tx.now))


def resume_endpoint(command: ResumeEndpoint, tx: Tx) -> None:
    """Events are sent again, those that wait first."""
    tx.say(deciding.decide_resumption(_own(command, tx), command, tx.now))
    tx.forget(HEALTH, command.endpoint_id)


def delete_endpoint(command: DeleteEndpoint, tx: Tx) -> None:
    """It is no more: URL, keys and everything on its way are destroyed."""
    known = _own(command, tx)
    tx.say(EndpointDeleted(endpoint_id=known.endpoint_id, deleted_at=tx.now))
    drop_endpoint(tx, known.endpoint_id)
    drop_keys(tx, known.endpoint_id)
    tx.forget(TARGETS, known.target_id)
    tx.forget(HEALTH, known.endpoint_id)


def test_endpoint(command: TestEndpoint, tx: Tx) -> None:
    """The event that says so is itself sent to this endpoint, and waits behind no other."""
    known = require_active(_own(command, tx))
    route = Route(known.endpoint_id, known.kind, known.wanted)
    delivery_id = tx.new_id("endpoint", known.endpoint_id)
    event = EndpointTested(endpoint_id=known.endpoint_id, delivery_id=delivery_id, tested_at=tx.now)
    tx.say(event)
    message_id = tx.said[-1][1].id
    outgoing = Outgoing(message_id, event.type(), event.key, tx.now, _test_body(event, message_id))
    keep(tx, outgoing, f"test.{message_id}", 1, [route])


def replay_deliveries(command: ReplayDeliveries, tx: Tx) -> None:
    """What was sent or given up is sent again, under the ids that it had."""
    known = _own(command, tx)
    failed, both = (DispatchState.FAILED,), (DispatchState.FAILED, DispatchState.TAKEN)
    found = to_replay(tx, command, failed if command.only_failed else both, MOST_REPLAYED + 1)
    if not found:
        raise Rejected("there-is-nothing-to-replay", "Nothing that was sent or failed fits. Look at the list.", "since")
    again = found[:MOST_REPLAYED]
    write(tx, [each.again() for each in again])
    tx.say(*(each.consignment.resumed(tx.message_id, tx.now) for each in again))
    more = len(found) > MOST_REPLAYED
    tx.say(DeliveriesReplayed(endpoint_id=known.endpoint_id, count=len(again), more=more, replayed_at=tx.now))


def _own(command: Command, tx: Tx) -> Endpoint:
    """The endpoint that a command is about, if its giver may; a stranger hears the same of an unknown one."""
    known = tx.get(ENDPOINTS, command.key)
    allow(command, tx, member=people_of(tx, known.organisation_id) if known else ())
    return require_endpoint(known)


def _test_body(event: EndpointTested, message_id: str) -> bytes:
    told = {
        "specversion": "1.0",
        "id": message_id,
        "source": f"/cityteams/{event.owner}",
        "type": event.type(),
        "subject": event.key,
        "time": utc_text(event.tested_at),
        "datacontenttype": "application/json",
        "data": event.model_dump(mode="json"),
    }
    return json.dumps(told, separators=(",", ":")).encode()
