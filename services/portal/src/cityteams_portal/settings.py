"""What the portal can be told."""

from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from cityteams_chassis import ServiceSettings
from cityteams_portal.providers import Provider


class Settings(ServiceSettings):
    """The portal's settings, each readable as `CITYTEAMS_<NAME>`."""

    web_host: str = "127.0.0.1"
    """The address to listen at."""
    web_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """0 takes any free port."""
    web_names: str = "localhost,127.0.0.1,[::1]"
    """The host names under which browsers may call, with commas between; `*` for any."""
    web_proxies: Annotated[int, Field(ge=0, le=10)] = 0
    """How many proxies of ours stand before the portal; the last so many of X-Forwarded-For are believed."""
    portal_address: str = "http://127.0.0.1:8080"
    """Where people reach the portal, as links in letters say it; https, but on this very machine."""
    round_id: str = "sc3-2018"
    """The round that the worksheet form hands in for."""
    answer_wait: Annotated[float, Field(ge=0, le=10)] = 1.5
    """Seconds a form waits for the answer to its command before it says that it is on its way."""
    api_token: SecretStr | None = None
    """The bearer token of the secretariat; without one its routes are closed."""
    unsubscribe_key: SecretStr = SecretStr("")
    """The key of the links with which one unsubscribes, as notifications is told it; without one there are none."""
    mail_folder: Path | None = None
    """The folder of the local mail sink, shown under /letters; without one there is no such page."""
    oidc_issuer: str | None = None
    """The issuer of an OpenID provider with which people may sign in, such as https://login.example.org."""
    oidc_client_id: str = ""
    """As whom the provider knows this portal."""
    oidc_client_secret: SecretStr = SecretStr("")
    """How the portal proves to the provider that it is the one."""
    oidc_name: str = "Your organisation"
    """What the button says."""
    oidc_providers: tuple[Provider, ...] = ()
    """Several providers, as JSON; see `Provider`."""

    @field_validator("portal_address")
    @classmethod
    def _is_safe(cls, told: str) -> str:
        parts = urlsplit(told)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("needs an address such as https://portal.example.org, without a path")
        if not _is_safe_to_ask(told):
            raise ValueError("needs https, or whoever listens on the way could sign in as anybody")
        return told.rstrip("/")

    @model_validator(mode="after")
    def _providers_are_whole(self) -> Self:
        keys = [each.key for each in self.providers]
        if len(set(keys)) < len(keys):
            raise ValueError("two OpenID providers have the same key; give each in CITYTEAMS_OIDC_PROVIDERS its own")
        if unsafe := [each.issuer for each in self.providers if not _is_safe_to_ask(each.issuer)]:
            raise ValueError(f"the OpenID issuer {unsafe[0]} needs https")
        return self

    @property
    def providers(self) -> tuple[Provider, ...]:
        """All OpenID providers. Raises ValidationError when the single one is not told whole."""
        if self.oidc_issuer is None:
            return self.oidc_providers
        one = Provider(
            name=self.oidc_name,
            issuer=self.oidc_issuer,
            client_id=self.oidc_client_id,
            client_secret=self.oidc_client_secret,
        )
        return (one, *self.oidc_providers)

    @property
    def is_secure(self) -> bool:
        """Whether people come over https, so that browsers may be told to send cookies over nothing else."""
        return self.portal_address.startswith("https://")


def _is_safe_to_ask(address: str) -> bool:
    """Over https, or on this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost", "::1")
