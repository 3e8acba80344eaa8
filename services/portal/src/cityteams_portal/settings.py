"""What the portal can be told."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr

from cityteams_chassis import ServiceSettings


class Settings(ServiceSettings):
    """The portal's settings, each readable as `CITYTEAMS_<NAME>`."""

    web_host: str = "127.0.0.1"
    """The address to listen at. There is no sign-in yet: keep it on loopback."""
    web_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """0 takes any free port."""
    web_names: str = "localhost,127.0.0.1,[::1]"
    """The host names under which browsers may call, with commas between; `*` for any."""
    round_id: str = "sc3-2018"
    """The round that the worksheet form hands in for."""
    answer_wait: Annotated[float, Field(ge=0, le=10)] = 1.5
    """Seconds a form waits for the answer to its command before it says that it is on its way."""
    api_token: SecretStr | None = None
    """The bearer token of the secretariat; without one its routes are closed."""
    mail_folder: Path | None = None
    """The folder of the local mail sink, shown under /letters; without one there is no such page."""
