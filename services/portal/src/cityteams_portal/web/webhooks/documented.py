"""What the routes of webhooks take and give, for the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from cityteams_portal.web.webhooks import api, feed

OWN = "the organisation's people and the secretariat"
FEED = {
    "after": "`next` of the answer before; none begins with the first event.",
    "limit": "How many at most, 1 to 500; 100 when not told.",
    "type": "Types of events with commas between, such as org.cityteams.cluster.listed.v1.",
    "cluster": "Ids of clusters with commas between.",
    "sector": "Codes of sectors with commas between.",
}
DELIVERIES = {"state": "waiting, sent or failed.", "limit": "1 to 200.", "after": "Where the list goes on."}
TOLD: Mapping[Any, dict[str, Any]] = {
    api.listed: {"who": "whoever is signed in"},
    api.register: {"who": OWN, "body": api.EndpointBody},
    api.one: {"who": OWN},
    api.keys: {"who": OWN},
    api.deliveries: {"who": OWN, "query": DELIVERIES},
    api.revise: {"who": OWN, "body": api.ReviseBody},
    api.rotate: {"who": OWN, "body": api.RotateBody},
    api.pause: {"who": OWN},
    api.resume: {"who": OWN},
    api.delete: {"who": OWN},
    api.test: {"who": OWN},
    api.replay: {"who": OWN, "body": api.ReplayBody},
    feed.feed: {"query": FEED},
    feed.event_types: {},
}
