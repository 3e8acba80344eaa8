"""What an operator sets for registration."""

from base64 import b64decode
from binascii import Error as NotBase64
from pathlib import Path

from pydantic import SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from cityteams_chassis import ServiceSettings
from cityteams_registration.desk.vault import KEY_BYTES

_REMEDY = f"the key must be {KEY_BYTES} bytes in base64; make one with: openssl rand -base64 {KEY_BYTES}"


class Settings(ServiceSettings):
    """The chassis's settings; the master key of the contacts (CITYTEAMS_CONTACT_KEY), without which none opens; and
    the folder of the rule files (CITYTEAMS_SEASONS_FOLDER), when they are not the shipped ones.
    """

    model_config = SettingsConfigDict(hide_input_in_errors=True)

    contact_key: SecretStr
    seasons_folder: Path | None = None

    @field_validator("contact_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        _key_bytes(value)
        return value

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
