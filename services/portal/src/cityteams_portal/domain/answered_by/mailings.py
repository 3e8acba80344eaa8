"""The events that say that a command of mailings was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts.notifications import (
    ApproveMailing,
    MailingApproved,
    MailingPrepared,
    MailingProofed,
    MailingStopped,
    PrepareMailing,
    ProofMailing,
    StopMailing,
)

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    PrepareMailing: (MailingPrepared,),
    ProofMailing: (MailingProofed,),
    ApproveMailing: (MailingApproved,),
    StopMailing: (MailingStopped,),
}
