"""What notifications can be told beyond what every service can."""

from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator

from cityteams_chassis import ServiceSettings


def _seconds(told: object) -> object:
    """A bare number in the environment means seconds; ISO 8601 durations stay what they are."""
    return float(told) if isinstance(told, str) and told.replace(".", "", 1).isdecimal() else told


Delay = Annotated[timedelta, BeforeValidator(_seconds), Field(gt=timedelta(0), le=timedelta(hours=1))]


class Settings(ServiceSettings):
    """The mail server, the sender, and how patient the postman is."""

    smtp_host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 2525
    smtp_from: Annotated[str, Field(pattern=r"^[!-;=?A-~]+@[!-;=?A-~]+$")] = "cityteams@cityteams.local"
    smtp_from_name: Annotated[str, Field(max_length=60)] = "cityteams"
    smtp_starttls: bool = False
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_timeout: Delay = timedelta(seconds=30)
    portal_address: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")] = "http://127.0.0.1:8080"
    mail_off: bool = False
    mail_batch: Annotated[int, Field(ge=1, le=100)] = 20
    mail_delays: Annotated[tuple[Delay, ...], Field(min_length=1)] = tuple(
        timedelta(seconds=seconds) for seconds in (1, 5, 30, 120, 600)
    )
    mail_alarm: Delay = timedelta(minutes=1)
    mail_patience: Annotated[timedelta, BeforeValidator(_seconds), Field(gt=timedelta(0))] = timedelta(days=4)

    @field_validator("smtp_user")
    @classmethod
    def _password_is_never_sent_in_the_clear(cls, user: str, known: ValidationInfo) -> str:
        if user and not known.data.get("smtp_starttls"):
            raise ValueError("needs CITYTEAMS_SMTP_STARTTLS=true, or the password would travel in the clear")
        return user
