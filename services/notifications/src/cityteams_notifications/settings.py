"""What notifications can be told beyond what every service can."""

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator

from cityteams_chassis import ServiceSettings


def _seconds(told: object) -> object:
    """A bare number in the environment means seconds; ISO 8601 durations stay what they are."""
    return float(told) if isinstance(told, str) and told.replace(".", "", 1).isdecimal() else told


Delay = Annotated[timedelta, BeforeValidator(_seconds), Field(gt=timedelta(0), le=timedelta(hours=1))]
LongDelay = Annotated[timedelta, BeforeValidator(_seconds), Field(gt=timedelta(0), le=timedelta(days=1))]
_MINUTE, _HOUR = 60, 3600
_DELAYS = (1, 5, 30, 2 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE, _HOUR, 2 * _HOUR, 4 * _HOUR, 8 * _HOUR, 12 * _HOUR)
Span = Annotated[timedelta, BeforeValidator(_seconds), Field(gt=timedelta(0), le=timedelta(days=90))]
_KEY_BYTES = 32
_REMEDY = f"the key must be {_KEY_BYTES} bytes in base64; make one with: openssl rand -base64 {_KEY_BYTES}"
_SPEC = tuple(timedelta(seconds=s) for s in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400))
"""The example schedule of Standard Webhooks 1.0: ten attempts in 75 hours and 35 minutes."""


class Settings(ServiceSettings):
    """The mail server, the sender, and how patient the postman is; and how webhooks are sent."""

    smtp_host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 2525
    smtp_from: Annotated[str, Field(pattern=r"^[!-;=?A-~]+@[!-;=?A-~]+$")] = "cityteams@cityteams.local"
    smtp_from_name: Annotated[str, Field(max_length=60)] = "cityteams"
    smtp_returns: Annotated[str, Field(pattern=r"^([!-*,-;=?A-~]+@[!-;=?A-~]+)?$")] = ""
    smtp_starttls: bool = False
    smtp_implicit_tls: bool = False
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_timeout: Delay = timedelta(seconds=30)
    portal_address: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")] = "http://127.0.0.1:8080"
    unsubscribe_key: SecretStr = SecretStr("")
    dkim_key_file: Path | None = None
    dkim_selector: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,63}$")] = "cityteams"
    bounce_folder: Path | None = None
    mail_off: bool = False
    mail_batch: Annotated[int, Field(ge=1, le=200)] = 100
    mail_connections: Annotated[int, Field(ge=1, le=20)] = 4
    mail_per_minute: Annotated[int, Field(ge=1, le=1_000_000)] = 1200
    mail_burst: Annotated[int, Field(ge=1, le=1_000_000)] = 100
    mail_delays: Annotated[tuple[LongDelay, ...], Field(min_length=1)] = tuple(
        timedelta(seconds=seconds) for seconds in _DELAYS
    )
    mail_alarm: Delay = timedelta(minutes=1)
    mail_patience: Annotated[timedelta, BeforeValidator(_seconds), Field(gt=timedelta(0))] = timedelta(days=3)

    endpoint_key: SecretStr | None = None
    webhook_timeout: Delay = timedelta(seconds=15)
    webhook_delays: Annotated[tuple[Span, ...], Field(min_length=1, max_length=50)] = _SPEC
    webhook_patience: Span = timedelta(days=5)
    webhook_keep: Span = timedelta(days=30)
    webhook_allowed: tuple[str, ...] = ()
    webhook_authorities: Path | None = None

    @field_validator("smtp_implicit_tls")
    @classmethod
    def _tls_begins_once(cls, implicit: bool, known: ValidationInfo) -> bool:
        if implicit and known.data.get("smtp_starttls"):
            raise ValueError("and CITYTEAMS_SMTP_STARTTLS exclude each other; port 465 wants this one, 587 the other")
        return implicit

    @field_validator("bounce_folder")
    @classmethod
    def _bounces_have_an_address(cls, folder: Path | None, known: ValidationInfo) -> Path | None:
        if folder is not None and not known.data.get("smtp_returns"):
            raise ValueError("needs CITYTEAMS_SMTP_RETURNS, too: the address that bounces go to names the letter")
        return folder

    @field_validator("unsubscribe_key")
    @classmethod
    def _key_is_long_enough(cls, key: SecretStr) -> SecretStr:
        if 0 < len(key.get_secret_value()) < 32:
            raise ValueError("needs 32 characters or more, by chance; the portal is told the same")
        return key

    @field_validator("endpoint_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _key_bytes(value)
        return value

    @property
    def endpoint_master(self) -> bytes | None:
        """The key that URLs and secrets of endpoints are sealed with, 32 bytes; None when endpoints are not set up."""
        return _key_bytes(self.endpoint_key) if self.endpoint_key is not None else None

    @field_validator("smtp_user")
    @classmethod
    def _password_is_never_sent_in_the_clear(cls, user: str, known: ValidationInfo) -> str:
        if user and not (known.data.get("smtp_starttls") or known.data.get("smtp_implicit_tls")):
            remedy = "CITYTEAMS_SMTP_STARTTLS=true or CITYTEAMS_SMTP_IMPLICIT_TLS=true"
            raise ValueError(f"needs {remedy}, or the password would travel in the clear")
        return user


def _key_bytes(value: SecretStr) -> bytes:
    try:
        key = b64decode(value.get_secret_value().strip(), validate=True)
    except (NotBase64, ValueError):
        raise ValueError(f"this is not base64; {_REMEDY}") from None
    if len(key) != _KEY_BYTES:
        raise ValueError(f"this holds {len(key)} bytes; {_REMEDY}")
    return key
