"""A season for mailings: teams, a gathering, an office of two, and what is said of a mailing."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from cityteams_chassis import Tx
from cityteams_contracts import Event
from cityteams_contracts.clusters import ClusterProposed
from cityteams_contracts.events import SeatGiven, SlotGiven
from cityteams_contracts.notifications import (
    ApproveMailing,
    LetterQueued,
    LetterSent,
    MailingAudience,
    MailingKind,
    MailingRole,
    PrepareMailing,
    ProofMailing,
    StopMailing,
)
from cityteams_contracts.registration import (
    ConsentGiven,
    ConsentPurpose,
    PersonNamed,
    PersonRole,
    ProgrammeRole,
    RoleGranted,
    WorksheetAccepted,
)
from cityteams_notifications.store import PENDING
from tests.notifications.desk import Desk
from tests.notifications.samples import NOON, example

OFFICE, OTHER = "p-office", "p-other"
ROUND, GATHERING = "sc3-2018", "expo-2018"
SPEAKERS = MailingAudience(gatherings=(GATHERING,))
LEADS = MailingAudience(roles=(MailingRole.TEAM_LEAD,), rounds=(ROUND,))


def accepted(number: int, round_id: str = ROUND) -> WorksheetAccepted:
    """The n-th worksheet, led by p-n, with the official o-n."""
    known = example(WorksheetAccepted)
    project = known.project.model_copy(update={"lead": f"p-{number}", "officials": (f"o-{number}",)})
    return known.model_copy(update={"worksheet_id": f"w-{number}", "round_id": round_id, "project": project})


def proposed(number: int) -> ClusterProposed:
    """The n-th cluster, led by p-n."""
    told: dict[str, Any] = {"cluster_id": f"c-{number}", "worksheet_id": f"w-{number}", "round_id": ROUND}
    return example(ClusterProposed, **told, lead=f"p-{number}", officials=(f"o-{number}",))


def speaks(number: int) -> SlotGiven:
    """p-n speaks at the expo, and was told so before."""
    told: dict[str, Any] = {"slot_id": f"slot-{number}", "gathering_id": GATHERING, "speaker": f"p-{number}"}
    return example(SlotGiven, **told, slipped=True)


def seated(number: int, guest: int = 0) -> SeatGiven:
    """a-n comes to the expo, or a guest of a-n."""
    told: dict[str, Any] = {"seat_id": f"seat-{number}-{guest}", "person_id": f"a-{number}", "guest": guest}
    return example(SeatGiven, gathering_id=GATHERING, **told)


def named(person_id: str, organisation_id: str, role: PersonRole) -> PersonNamed:
    """A person is somebody at an organisation."""
    return PersonNamed(organisation_id=organisation_id, person_id=person_id, role=role)


def agrees(person_id: str) -> ConsentGiven:
    """A person agrees to letters about the programme."""
    purpose = ConsentPurpose.PROGRAMME_MAIL
    return ConsentGiven(person_id=person_id, purpose=purpose, text_version="1", given_at=NOON)


def staff(desk: Desk) -> None:
    """Two people of the secretariat."""
    for person_id in (OFFICE, OTHER):
        desk.hear(RoleGranted(person_id=person_id, role=ProgrammeRole.SECRETARIAT))
    desk.actor = OFFICE


def prepare(desk: Desk, audience: MailingAudience = SPEAKERS, **told: Any) -> list[Any]:
    """The secretariat writes a mailing."""
    words: dict[str, Any] = {
        "mailing_id": "m-1",
        "kind": MailingKind.AGENDA_RELEASE,
        "subject_line": "The agenda is out",
        "text": "Release 53 is public.\n\nPlease look at your slot.",
        "audience": audience,
    }
    return desk.take(PrepareMailing(**(words | told)))


def proof(desk: Desk, edition: int = 1, actor: str = OFFICE, to: str | None = None) -> list[Any]:
    """A proof goes to who asks."""
    return _as(desk, actor, ProofMailing(mailing_id="m-1", edition=edition, person_id=to))


def arrived(desk: Desk, said: Sequence[Event]) -> None:
    """The letters among these events were taken over by the mail server."""
    letters = [each for each in said if isinstance(each, LetterQueued)]

    def settle(tx: Tx) -> None:
        for each in letters:
            told: dict[str, Any] = {"letter_id": each.letter_id, "kind": each.kind, "person_id": each.person_id}
            tx.say(LetterSent(**told, sent_at=NOON))
            tx.forget(PENDING, each.letter_id)

    with ThreadPoolExecutor(1) as outside:  # the desk runs a loop of its own
        outside.submit(asyncio.run, desk.service.act(f"arrived-{desk.posted()}", NOON, settle)).result()


def approve(desk: Desk, edition: int = 1, actor: str = OFFICE) -> list[Any]:
    """Somebody lets it go out."""
    return _as(desk, actor, ApproveMailing(mailing_id="m-1", edition=edition))


def stop(desk: Desk, reason: str | None = None) -> list[Any]:
    """Nothing more goes out."""
    return desk.take(StopMailing(mailing_id="m-1", reason=reason))


def approved(desk: Desk, audience: MailingAudience = SPEAKERS, **told: Any) -> None:
    """A mailing that may go out."""
    staff(desk)
    prepare(desk, audience, **told)
    arrived(desk, proof(desk))
    approve(desk)


def _as(desk: Desk, actor: str, command: Any) -> list[Any]:
    before, desk.actor = desk.actor, actor
    said = desk.take(command)
    desk.actor = before
    return said
