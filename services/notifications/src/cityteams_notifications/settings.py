"""What notifications can be told beyond what every service can."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, SecretStr, model_validator

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
    mail_off: bool = False
    mail_batch: Annotated[int, Field(ge=1, le=100)] = 20
    mail_delays: Annotated[tuple[Delay, ...], Field(min_length=1)] = tuple(
        timedelta(seconds=seconds) for seconds in (1, 5, 30, 120, 600)
    )
    mail_patience: Annotated[timedelta, BeforeValidator(_seconds), Field(gt=timedelta(0))] = timedelta(days=4)

    @model_validator(mode="after")
    def _password_is_never_sent_in_the_clear(self) -> Self:
        if self.smtp_user and not self.smtp_starttls:
            raise ValueError("smtp_user needs smtp_starttls, or the password would travel in the clear")
        return self
