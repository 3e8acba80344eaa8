"""What lies in the private tables: ids, moments, and bytes that only a living key opens."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Epoch:
    """A key that wraps the keys of people; `soiled_at` says since when it also wrapped the key of somebody erased."""

    epoch_id: str
    wrapped: bytes
    made_at: datetime
    soiled_at: datetime | None = None


@dataclass(frozen=True)
class Key:
    """The key of one person, wrapped by an epoch."""

    person_id: str
    epoch_id: str
    wrapped: bytes
    made_at: datetime


@dataclass(frozen=True)
class SealedContact:
    """A contact as it is stored: found by person or by the blind index of its mail, read only with the person's key.

    `seen_at` is when the person last signed in, `warned_at` when they were told since then that they will be forgotten.
    """

    person_id: str
    mail_index: str
    sealed: bytes
    given_at: datetime
    seen_at: datetime | None = None
    warned_at: datetime | None = None

    def seen(self, now: datetime) -> "SealedContact":
        """The person signed in: whatever warning there was is void."""
        return replace(self, seen_at=now, warned_at=None)


@dataclass(frozen=True)
class SealedDraft:
    """A draft as it is stored: all its fields in one sealed text, under the key of its owner."""

    draft_id: str
    owner: str
    round_id: str
    revision: int
    saved_at: datetime
    sealed: bytes


@dataclass(frozen=True)
class Editor:
    """Somebody who was invited to write in a draft; the name that the owner typed is sealed under their own key."""

    editor_id: str
    draft_id: str
    person_id: str
    invited_at: datetime
    sealed_name: bytes
    opened_at: datetime | None = None


@dataclass(frozen=True)
class Part:
    """A part as it is stored; without `sealed` its owner was forgotten. The digest covers the salt in the seal."""

    part_id: str
    worksheet_id: str
    owner: str
    given_by: str
    given_at: datetime
    answered: tuple[str, ...]
    digest: str
    sealed: bytes | None


@dataclass(frozen=True)
class Mention:
    """Somebody's mail address stands in a draft or part of somebody else; `forget_at` says that it has to go."""

    mention_id: str
    holder: str
    holder_id: str
    mail_index: str
    forget_at: datetime | None = None


@dataclass(frozen=True)
class SignIn:
    """Somebody asked for a link; of browser, origin and token only blind hashes are kept."""

    sign_in_id: str
    person_id: str
    browser: str
    origin: str
    language: str
    asked_at: datetime
    token_hash: str | None = None
    expires_at: datetime | None = None
    used_at: datetime | None = None
