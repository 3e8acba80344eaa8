"""A round of the programme: opened by a rule file, revised by a later version of it, extended for some, closed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    CloseRound,
    ExtensionGranted,
    GrantExtension,
    OpenRound,
    Round,
    RoundClosed,
    RoundOpened,
    RoundRevised,
)
from cityteams_contracts.values import SectorCode
from cityteams_registration.domain.flaws import flaws
from cityteams_registration.domain.organisations.register import Registered, require_known


@dataclass(frozen=True)
class KeptRound:
    """A round as its events tell it; `extensions` says until when single organisations may hand in."""

    round_id: str
    round: Round
    sha256: str
    opened_at: datetime
    closed_at: datetime | None = None
    extensions: Mapping[str, datetime] = field(default_factory=dict)

    @staticmethod
    def opened(before: "KeptRound | None", event: RoundOpened, _stamp: object) -> "KeptRound":
        """The round begins, or begins again; extensions that were granted stay."""
        extensions = before.extensions if before else {}
        return KeptRound(event.round_id, event.round, event.sha256, event.opened_at, None, extensions)

    @staticmethod
    def revised(before: "KeptRound | None", event: RoundRevised, _stamp: object) -> "KeptRound":
        """A later version of the rule file holds. Raises LookupError when the round never began."""
        return replace(_known(before, event.round_id), round=event.round, sha256=event.sha256)

    @staticmethod
    def closed(before: "KeptRound | None", event: RoundClosed, _stamp: object) -> "KeptRound":
        """Nothing is taken in any more. Raises LookupError."""
        return replace(_known(before, event.round_id), closed_at=event.closed_at)

    @staticmethod
    def extended(before: "KeptRound | None", event: ExtensionGranted, _stamp: object) -> "KeptRound":
        """One organisation may be late. Raises LookupError."""
        known = _known(before, event.round_id)
        return replace(known, extensions={**known.extensions, event.organisation_id: event.until})


def digest_of(round_: Round) -> str:
    """The SHA-256 of a rule file's content, however the file was laid out."""
    content = round_.model_dump(mode="json", exclude_defaults=True)
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def decide_opening(known: KeptRound | None, command: OpenRound, now: datetime) -> RoundOpened | RoundRevised:
    """The round begins, or a later version of its rules holds. Raises Rejected."""
    if found := flaws(command.round):
        place = ".".join(map(str, found[0].path))
        reasons = " ".join(f"{'.'.join(map(str, each.path))}: {each.reason}" for each in found)
        raise Rejected("the-rules-are-broken", reasons[:3900], f"round.{place}"[:100])
    digest = digest_of(command.round)
    if known is None or (known.closed_at and known.round.version < command.round.version):
        return RoundOpened(round_id=command.round_id, round=command.round, sha256=digest, opened_at=now)
    if command.round.version <= known.round.version:
        same = known.sha256 == digest and known.closed_at is None
        raise Rejected(
            "the-round-is-open-already" if same else "the-version-has-to-rise",
            f"Version {known.round.version} of this round's rules was opened before."
            + (" Nothing is left to do." if same else f" Give the new rules the version {known.round.version + 1}."),
            "round.version",
        )
    return RoundRevised(round_id=command.round_id, round=command.round, sha256=digest, revised_at=now)


def decide_closing(known: KeptRound | None, command: CloseRound, now: datetime) -> RoundClosed:
    """Nothing is taken in any more. Raises Rejected."""
    require_open(known)
    return RoundClosed(round_id=command.round_id, closed_at=now)


def decide_extension(
    known: KeptRound | None, late: Registered | None, command: GrantExtension, extension_id: str, now: datetime
) -> ExtensionGranted:
    """One organisation of the register may hand in until later; one that was merged stands for its survivor.

    Raises Rejected.
    """
    require_open(known)
    organisation_id = require_known(late).organisation_id
    if command.until <= now:
        raise Rejected("the-moment-has-passed", "An extension ends in the future. Choose a later moment.", "until")
    return ExtensionGranted(
        round_id=command.round_id,
        organisation_id=organisation_id,
        until=command.until,
        extension_id=extension_id,
    )


def require_open(known: KeptRound | None) -> KeptRound:
    """The round, when it takes something in; raises Rejected when it is unknown or closed."""
    if known is None:
        raise Rejected(
            "the-round-is-unknown",
            "No round with this id was opened. Check the id, or ask the secretariat which round is open.",
            "round_id",
        )
    if known.closed_at is not None:
        raise Rejected(
            "the-round-is-closed",
            f"This round was closed on {known.closed_at:%Y-%m-%d}; nothing is taken in for it any more."
            " Hand the project in for the round that is open now.",
            "round_id",
        )
    return known


def sector_in(round_: Round, sector: SectorCode) -> SectorCode:
    """The code that a sector has in this round, also when it had another one earlier; raises Rejected."""
    for entry in round_.sectors:
        if sector == entry.code or sector in entry.formerly:
            return entry.code
    raise Rejected(
        "the-sector-is-not-of-this-round",
        f"This round has no sector {sector}. Choose one of: {', '.join(entry.code for entry in round_.sectors)}.",
        "sector",
    )


def _known(before: KeptRound | None, round_id: str) -> KeptRound:
    if before is None:
        raise LookupError(f"round {round_id} was never opened")
    return before
