"""What an operator sets for registration."""

from base64 import b64decode
from binascii import Error as NotBase64
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from cityteams_chassis import ServiceSettings
from cityteams_contracts import Rejected
from cityteams_registration.desk.vault import KEY_BYTES
from cityteams_registration.domain.contact import checked_mail

_REMEDY = f"the key must be {KEY_BYTES} bytes in base64; make one with: openssl rand -base64 {KEY_BYTES}"


class Settings(ServiceSettings):
    """The chassis's settings; the master key of the contacts (CITYTEAMS_CONTACT_KEY), without which none opens; the
    folder of the rule files (CITYTEAMS_SEASONS_FOLDER), when they are not the shipped ones; the mail address of the
    first administrator (CITYTEAMS_ADMINISTRATOR_MAIL); how many seconds after an erasure the key of keys is destroyed
    (CITYTEAMS_ERASURE_WAIT, at most a day) and how often the house is kept (CITYTEAMS_HOUSEKEEPING, in seconds).
    """

    model_config = SettingsConfigDict(hide_input_in_errors=True)

    contact_key: SecretStr
    seasons_folder: Path | None = None
    administrator_mail: str = ""
    erasure_wait: Annotated[float, Field(ge=0, le=86_400)] = 3_600
    housekeeping: Annotated[float, Field(ge=0.05, le=3_600)] = 300

    @field_validator("contact_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        _key_bytes(value)
        return value

    @field_validator("administrator_mail")
    @classmethod
    def _is_a_mail(cls, value: str) -> str:
        try:
            return checked_mail(value) if value.strip() else ""
        except Rejected as no:
            raise ValueError(no.reason) from None

    @property
    def master_key(self) -> bytes:
        """The key itself, 32 bytes."""
        return _key_bytes(self.contact_key)


def _key_bytes(value: SecretStr) -> bytes:
    try:
        key = b64decode(value.get_secret_value().strip(), validate=True)
    except (NotBase64, ValueError):
        raise ValueError(f"this is not base64; {_REMEDY}") from None
    if len(key) != KEY_BYTES:
        raise ValueError(f"this holds {len(key)} bytes; {_REMEDY}")
    return key
