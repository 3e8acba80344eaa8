"""The notice that an endpoint is sent nothing any more; who looks after it is known here, and not said by the event."""

from cityteams_contracts.notifications import EndpointDisabled, LetterKind
from cityteams_contracts.values import PersonId
from cityteams_notifications.domain.drafting import draft
from cityteams_notifications.domain.letters import Draft


def endpoint_disabled(event: EndpointDisabled, person_id: PersonId) -> Draft:
    """To one of the people of its organisation; of the URL no more than the host is told."""
    return draft(
        LetterKind.ENDPOINT_DISABLED, person_id, event.endpoint_id, endpoint=event.title, host=event.host,
        gone=event.reason == "gone",
    )  # fmt: skip
