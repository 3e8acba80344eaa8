"""How one parcel is carried: opened keys, signed headers, one attempt; a channel is told a sentence instead."""

import json
from datetime import datetime

from cityteams_contracts.notifications import EndpointKind
from cityteams_notifications.domain.webhooks.retrying import Reply
from cityteams_notifications.domain.webhooks.sentences import sentence_of
from cityteams_notifications.webhooks.channels import Channels
from cityteams_notifications.webhooks.office import Parcel
from cityteams_notifications.webhooks.safe import CannotOpen, EndpointSafe
from cityteams_notifications.webhooks.sender import Sender
from cityteams_notifications.webhooks.signing import signed_headers

_HEADERS = {
    "Content-Type": "application/cloudevents+json; charset=utf-8",
    "User-Agent": "cityteams-webhooks/1",
    "Accept-Encoding": "identity",
}


class Carrier:
    """Opens what is sealed for as long as one attempt lasts."""

    def __init__(self, safe: EndpointSafe, sender: Sender, channels: Channels) -> None:
        self._safe, self._sender, self._channels = safe, sender, channels

    async def carry(self, parcel: Parcel, now: datetime) -> Reply:
        """What came of one attempt; raises nothing."""
        try:
            url = self._safe.open_url(parcel.target.target_id, parcel.target.sealed)
            keys = [self._safe.open_keys(each.key_id, each.sealed) for each in parcel.keys]
        except CannotOpen:
            return Reply(reason="the-keys-do-not-open")
        if parcel.endpoint.kind is EndpointKind.CHANNEL:
            return await self._channels.send(url, *sentence_of(json.loads(parcel.body)))
        signed = signed_headers(parcel.dispatch.message_id, now, parcel.body, keys)
        return await self._sender.post(url, _HEADERS | signed, parcel.body, now)

    async def close(self) -> None:
        """Lets go of all connections."""
        await self._sender.close()
