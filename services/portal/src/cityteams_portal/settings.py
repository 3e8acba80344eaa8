"""What the portal can be told."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from cityteams_chassis import ServiceSettings


class Settings(ServiceSettings):
    """The portal's settings, each readable as `CITYTEAMS_<NAME>`."""

    web_host: str = "127.0.0.1"
    """The address to listen at."""
    web_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """0 takes any free port."""
    web_names: str = "localhost,127.0.0.1,[::1]"
    """The host names under which browsers may call, with commas between; `*` for any."""
    portal_address: str = "http://127.0.0.1:8080"
    """Where people reach the portal, as links in letters say it; https, but on this very machine."""
    round_id: str = "sc3-2018"
    """The round that the worksheet form hands in for."""
    answer_wait: Annotated[float, Field(ge=0, le=10)] = 1.5
    """Seconds a form waits for the answer to its command before it says that it is on its way."""
    api_token: SecretStr | None = None
    """The bearer token of the secretariat; without one its routes are closed."""
    mail_folder: Path | None = None
    """The folder of the local mail sink, shown under /letters; without one there is no such page."""

    @field_validator("portal_address")
    @classmethod
    def _is_safe(cls, told: str) -> str:
        parts = urlsplit(told)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("needs an address such as https://portal.example.org, without a path")
        if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("needs https, or whoever listens on the way could sign in as anybody")
        return told.rstrip("/")

    @property
    def is_secure(self) -> bool:
        """Whether people come over https, so that browsers may be told to send cookies over nothing else."""
        return self.portal_address.startswith("https://")
