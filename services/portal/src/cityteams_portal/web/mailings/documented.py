"""What the routes of mailings take and give, for the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from cityteams_portal.web.mailings import api

_OFFICE = "the secretariat"
TOLD: Mapping[Any, dict[str, Any]] = {
    api.listed: {"who": _OFFICE, "query": api.LIST},
    api.prepare: {"who": _OFFICE, "body": api.MailingBody},
    api.one: {"who": _OFFICE},
    api.people: {"who": _OFFICE},
    api.proof: {"who": _OFFICE, "body": api.ProofBody},
    api.approve: {"who": _OFFICE, "body": api.ApproveBody},
    api.stop: {"who": _OFFICE, "body": api.StopBody},
}
