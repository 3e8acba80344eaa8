"""One event on its way to one endpoint: held back behind earlier ones of its aggregate, due, taken or given up."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from cityteams_contracts.notifications import Channel, EndpointDisabled
from cityteams_notifications.domain.deliveries import Consignment, Said
from cityteams_notifications.domain.webhooks.endpoint import Endpoint
from cityteams_notifications.domain.webhooks.retrying import Plan, Reply


class DispatchState(StrEnum):
    """Held back, to be sent when its moment comes, taken by the receiver, or given up."""

    HELD = "held"
    DUE = "due"
    TAKEN = "taken"
    FAILED = "failed"


UNSETTLED = (DispatchState.HELD, DispatchState.DUE)


@dataclass(frozen=True)
class Outgoing:
    """An event as it leaves, once for all endpoints: the body in the structured mode of CloudEvents."""

    message_id: str
    kind: str
    about: str
    heard_at: datetime
    body: bytes


@dataclass(frozen=True)
class Dispatch:
    """What the courier knows of one delivery; `fresh` until it was looked at whether an earlier one holds it back."""

    delivery_id: str
    endpoint_id: str
    message_id: str
    channel: Channel
    kind: str
    about: str
    aggregate: str
    version: int
    heard_at: datetime
    state: DispatchState = DispatchState.HELD
    fresh: bool = True
    tries: int = 0
    due_at: datetime | None = None
    settled_at: datetime | None = None

    @property
    def consignment(self) -> Consignment:
        """What it is in the ledger."""
        return Consignment(self.delivery_id, self.channel, self.endpoint_id, self.kind, self.about)

    def again(self) -> "Dispatch":
        """It is to be sent once more, from a first attempt on."""
        return replace(self, state=DispatchState.HELD, fresh=True, tries=0, due_at=None, settled_at=None)


@dataclass(frozen=True)
class Health:
    """How an endpoint fares; `streak` counts attempts in vain since the last one that was taken."""

    endpoint_id: str
    streak: int = 0
    failing_since: datetime | None = None

    def after(self, reply: Reply, now: datetime) -> "Health":
        """With one more attempt."""
        if reply.is_taken:
            return Health(self.endpoint_id)
        return Health(self.endpoint_id, self.streak + 1, self.failing_since or now)


@dataclass(frozen=True)
class Settled:
    """What becomes of a dispatch after an attempt, and what is said of it."""

    dispatch: Dispatch
    said: Said | None


def settle(dispatch: Dispatch, reply: Reply, plan: Plan, now: datetime) -> Settled:
    """Taken, put off or given up. An attempt that ended after the dispatch was settled changes nothing."""
    if dispatch.state is not DispatchState.DUE:
        return Settled(dispatch, None)
    tries, it = dispatch.tries + 1, dispatch.consignment
    if reply.is_taken:
        taken = replace(dispatch, state=DispatchState.TAKEN, tries=tries, due_at=None, settled_at=now)
        return Settled(taken, it.sent(tries, reply.status, now))
    again = None if reply.is_gone else plan.next_try(dispatch.delivery_id, tries, now, reply.wait)
    if again is not None:
        later = replace(dispatch, tries=tries, due_at=again)
        return Settled(later, it.put_off(tries, reply.status, reply.code, now, again))
    failed = replace(dispatch, state=DispatchState.FAILED, tries=tries, due_at=None, settled_at=now)
    return Settled(failed, it.failed(tries, reply.status, reply.code, now))


def decide_disabling(
    endpoint: Endpoint, health: Health, reply: Reply, patience: timedelta, now: datetime
) -> list[EndpointDisabled]:
    """An endpoint that is gone is disabled at once, one that failed without a break for so long as well."""
    if reply.is_gone:
        return endpoint.disable("gone", now)
    since = health.failing_since
    if since is not None and now - since >= patience:
        return endpoint.disable("failing-for-days", now, since)
    return []
