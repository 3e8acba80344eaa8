"""Parts: what a worksheet or a review says to a few only, sealed under the key of its owner."""

import json
import re
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from cityteams_chassis import Service, Tx
from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    Audience,
    Content,
    GivePart,
    PartGiven,
    PartRead,
    ReadPart,
    field_of,
    part_digest,
)
from cityteams_registration.desk.contacts import Clock, utc_now
from cityteams_registration.desk.mentioning import note_mentions
from cityteams_registration.desk.rights import not_yours, team_of, writers
from cityteams_registration.desk.rows import Part
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.store import PARTS
from cityteams_registration.desk.vault import Vault
from cityteams_registration.domain.facts import answered_in
from cityteams_registration.domain.people.drafting import LARGEST_DRAFT
from cityteams_registration.rights import is_office
from cityteams_registration.store import WORKSHEETS

_SALT_BYTES = 32
_ANSWERED_AT_MOST = 60
_IS_NAME = re.compile(r"[a-z][a-z_]{0,39}").fullmatch


@dataclass(frozen=True)
class Opened:
    """A part in the clear, with the salt that keeps its digest from being guessed at."""

    salt: str
    content: dict[str, Any]


def digest_of(opened: Opened) -> str:
    """The SHA-256 that a receipt covers; the salt keeps short answers from being guessed. Raises ValueError."""
    return part_digest({"content": opened.content, "salt": opened.salt})


def open_part(safe: Safe, part: Part) -> Opened | None:
    """The part in the clear; None when its owner was forgotten. Raises CannotOpen."""
    key = safe.key(part.owner)
    if part.sealed is None or key is None:
        return None
    return Opened(**json.loads(key.open(f"{part.part_id}/content", part.sealed)))


def keep_part(safe: Safe, part: Part, opened: Opened) -> None:
    """Seals a part, its fields in the order in which they were given."""
    text = json.dumps({"salt": opened.salt, "content": opened.content}, ensure_ascii=False, allow_nan=False).encode()
    key = safe.key_for(part.owner, make=is_office(safe.tx, part.owner))
    safe.tx.keep(PARTS, replace(part, sealed=key.seal(f"{part.part_id}/content", text)))
    note_mentions(safe, "part", part.part_id, opened.content)


class Parts:
    """Answers the requests about parts; its log names parts and people by id."""

    def __init__(self, vault: Vault, clock: Clock = utc_now) -> None:
        self._vault, self._clock = vault, clock

    async def give(self, request: GivePart, service: Service) -> PartGiven:
        """Keeps a part under a new id, which a command may then speak of."""
        now, opened = self._clock(), Opened(self._vault.random(_SALT_BYTES).hex(), dict(request.content))
        part = Part(
            part_id=str(uuid4()),
            worksheet_id=request.worksheet_id,
            owner=request.owner,
            given_by=request.actor,
            given_at=now,
            answered=tuple(filter(_IS_NAME, answered_in(request.content)))[:_ANSWERED_AT_MOST],
            digest=_digest(opened),
            sealed=b"",
        )

        def keep(tx: Tx) -> None:
            _may_give(tx, request)
            keep_part(Safe(self._vault, tx, now), part, opened)

        await service.act(f"part-{part.part_id}", now, keep)
        service.log.info("part.given", part_id=part.part_id, worksheet_id=part.worksheet_id, actor=request.actor)
        return PartGiven(part_id=part.part_id, answered=part.answered)

    async def read(self, request: ReadPart, service: Service) -> PartRead:
        """The part for the team and the secretariat; what its owner keeps to themself, for the owner alone."""

        def look(tx: Tx) -> PartRead:
            part = tx.get(PARTS, request.part_id)
            team = team_of(tx, part.worksheet_id if part else request.part_id)
            office = is_office(tx, request.actor)
            if part is None or not (office or request.actor in {part.owner, *team}):
                raise not_yours("part_id")
            opened = open_part(Safe(self._vault, tx, self._clock()), part)
            if opened is None:
                return PartRead(part_id=part.part_id, worksheet_id=part.worksheet_id, erased=True)
            whole = request.actor == part.owner
            return PartRead(
                part_id=part.part_id,
                worksheet_id=part.worksheet_id,
                content=opened.content if whole else _for_others(opened.content),
                digest=part.digest,
                salt=opened.salt if whole else None,
            )

        found = await service.read(look)
        service.log.info("part.read", part_id=request.part_id, actor=request.actor, purpose=request.purpose)
        return found


def _digest(opened: Opened) -> str:
    try:
        size, digest = len(json.dumps(opened.content, ensure_ascii=False, allow_nan=False).encode()), digest_of(opened)
    except (ValueError, RecursionError) as wrong:
        raise Rejected("the-part-is-malformed", f"This cannot be kept: {wrong}."[:300], "content") from None
    if size > LARGEST_DRAFT:
        raise Rejected("the-part-is-too-large", f"This has {size} bytes, more than {LARGEST_DRAFT}.", "content")
    return digest


def _may_give(tx: Tx, request: GivePart) -> None:
    """The secretariat; the team; and whoever hands in a worksheet that is not there yet."""
    worksheet, (draft, _) = tx.get(WORKSHEETS, request.worksheet_id), writers(tx, request.worksheet_id)
    if is_office(tx, request.actor) or request.actor in team_of(tx, request.worksheet_id):
        return
    if worksheet is not None or draft is not None:
        raise not_yours("worksheet_id")


def _for_others(content: Content) -> Content:
    return {name: value for name, value in content.items() if not _is_for_the_owner(name)}


def _is_for_the_owner(name: str) -> bool:
    field = field_of(name)
    return field is not None and field.audience is Audience.SELF
