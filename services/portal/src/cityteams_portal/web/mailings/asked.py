"""What is told of mailings, and what a form of one says."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from cityteams_contracts.notifications import MailingAudience, MailingKind, MailingRole, PrepareMailing
from cityteams_contracts.values import utc_text
from cityteams_portal.domain.mailing import Mailing, MailingPart, Progress
from cityteams_portal.store import mailings as store
from cityteams_portal.web.api_asking import checked
from cityteams_portal.web.office.forms import Posted
from cityteams_portal.web.site import site_of

MOST_SHOWN = 500
"""Names that a page asks registration for at once."""


async def mailing_of(request: Request) -> Mailing:
    """The mailing of an address; raises 404."""
    mailing_id = request.path_params["mailing_id"]
    found = await site_of(request).service.read(lambda tx: tx.get(store.MAILINGS, mailing_id))
    if found is None:
        raise HTTPException(404)
    return found


def in_short(mailing: Mailing) -> dict[str, Any]:
    """A mailing in a list."""
    return {
        "mailing_id": mailing.mailing_id,
        "edition": mailing.edition,
        "kind": mailing.kind,
        "subject_line": mailing.subject_line,
        "state": mailing.state,
        "recipients": mailing.recipients,
        "left_out": mailing.left_out,
        "prepared_by": mailing.prepared_by,
        "prepared_at": utc_text(mailing.prepared_at),
    }


def whole(mailing: Mailing, progress: Progress, proofs: dict[str, str]) -> dict[str, Any]:
    """A mailing with its text, who tried, approved and stopped it, and how far it is."""
    moments = {name: getattr(mailing, name) for name in ("approved_at", "stopped_at", "completed_at")}
    return {
        **in_short(mailing),
        "text": mailing.text,
        "audience": mailing.audience.model_dump(mode="json"),
        "proofs": proofs,
        "approved_by": mailing.approved_by,
        "stopped_by": mailing.stopped_by,
        "stop_reason": mailing.stop_reason,
        **{name: utc_text(at) if at else None for name, at in moments.items()},
        "progress": {
            "done": progress.done,
            "sent": progress.sent,
            "gathered": progress.gathered,
            "failed": progress.failed,
            "withdrawn": progress.withdrawn,
            "waiting": progress.waiting,
            "left_out_since": progress.left_since,
        },
    }


def people_json(parts: list[MailingPart]) -> list[dict[str, Any]]:
    """Everybody who is meant: who gets it, who does not and why; `since` for who opted out after it was prepared."""
    found = list[dict[str, Any]]()
    for part in parts:
        found += [{"person_id": each, "left_out": None, "since": False} for each in part.recipients]
        found += [
            {"person_id": each.person_id, "left_out": each.reason, "since": not part.edition} for each in part.left_out
        ]
    return found


def masked(name: str) -> str:
    """A name as it is shown of somebody who wants to be left alone: first letters only."""
    return " ".join(f"{word[:1]}…" for word in name.split()) or "…"


def typed_mailing(form: Posted, mailing_id: str) -> PrepareMailing:
    """What a form says; raises Complained."""
    audience = {
        "roles": [each for each in form.all("roles") if each in set(MailingRole)],
        "rounds": form.all("rounds"),
        "clusters": form["clusters"].split(),
        "gatherings": form.all("gatherings"),
        "everybody": bool(form["everybody"]),
    }
    told = {
        "mailing_id": mailing_id,
        "kind": form["kind"] or MailingKind.NEWS,
        "subject_line": form["subject_line"],
        "text": form["text"],
        "audience": audience,
        "replaces": form["replaces"] or 0,
    }
    return checked(PrepareMailing, told)


def as_typed(mailing: Mailing) -> dict[str, Any]:
    """A mailing as the values of its form."""
    words = {"kind": mailing.kind, "subject_line": mailing.subject_line, "text": mailing.text}
    return words | vars(mailing.audience)


def nothing_typed() -> dict[str, Any]:
    """The values of a form that nobody filled in."""
    return {"kind": MailingKind.NEWS, "subject_line": "", "text": ""} | vars(MailingAudience())
