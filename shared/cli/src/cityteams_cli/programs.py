"""Which processes the embedded house is made of: pure values, from ports, folders and secrets."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cityteams_cli.folder import DataFolder, new_key, new_password
from cityteams_cli.stores import Stores

NATS, SINK = "nats", "mail"
PROVISIONER, OPERATOR = "provisioner", "operator"
MAX_PAYLOAD = 256 * 1024


@dataclass(frozen=True)
class Program:
    """One process: its name in the log, how it is started, and where it says that it is ready."""

    name: str
    command: tuple[str, ...]
    ready: str
    environment: Mapping[str, str] = field(default_factory=dict)
    wave: int = 0
    """Processes stop in the order of their waves: services, then the mail sink, then the broker."""


@dataclass(frozen=True)
class Ports:
    """Where everything listens, on this machine only."""

    nats: int
    monitor: int
    smtp: int
    web: int
    health: Mapping[str, int]

    @property
    def nats_url(self) -> str:
        """The broker for its clients."""
        return f"nats://127.0.0.1:{self.nats}"

    @property
    def portal(self) -> str:
        """The portal for people."""
        return f"http://127.0.0.1:{self.web}"

    def ready(self, service: str) -> str:
        """Where a service says that it is ready."""
        return f"http://127.0.0.1:{self.health[service]}/health/ready"

    def described(self) -> dict[str, object]:
        """All of it, for run.json."""
        health = {name: self.ready(name) for name in self.health}
        monitor = f"http://127.0.0.1:{self.monitor}"
        return {
            "portal": self.portal,
            "nats": self.nats_url,
            "monitor": monitor,
            "smtp": self.smtp,
            "health": health,
        }


@dataclass(frozen=True)
class Secrets:
    """What only the processes that need it are told."""

    passwords: Mapping[str, str]
    contact_key: str
    endpoint_key: str
    api_token: str
    unsubscribe_key: str

    @classmethod
    def of(cls, folder: DataFolder, users: Iterable[str], stores: Stores) -> "Secrets":
        """The secrets of this folder, made at first use. Raises Refused when the contact key is gone."""
        used = stores.shown("registration") if stores.exists("registration") else ""
        return cls(
            {user: folder.secret(f"nats-{user}", new_password) for user in users},
            folder.contact_key(used=used),
            folder.secret("endpoint-key", new_key),
            folder.secret("api-token", new_password),
            folder.secret("unsubscribe-key", new_password),
        )


@dataclass(frozen=True)
class Place:
    """What every service of a house is told about: where things lie, listen and are kept."""

    folder: DataFolder
    ports: Ports
    secrets: Secrets
    stores: Stores


def server_config(folder: DataFolder, ports: Ports, users: str) -> str:
    """The broker's configuration; what it acknowledges is on the disk."""
    return f"""# Written by `cityteams up` at every start.
server_name: cityteams
listen: "127.0.0.1:{ports.nats}"
http: "127.0.0.1:{ports.monitor}"
max_payload: {MAX_PAYLOAD}
logtime: false
jetstream {{ store_dir: "{folder.nats.resolve()}", sync_interval: always, max_file_store: 16GB }}
{users}"""


def broker(binary: Path, config: Path, ports: Ports, secrets: Secrets) -> Program:
    """nats-server, which reads the passwords from its environment."""
    words = {f"CITYTEAMS_NATS_PASSWORD_{user.upper()}": word for user, word in secrets.passwords.items()}
    return Program(NATS, (str(binary), "-c", str(config)), f"tcp://127.0.0.1:{ports.nats}", words, wave=2)


def sink(folder: DataFolder, ports: Ports) -> Program:
    """The local mail server, which delivers to nobody."""
    module = (sys.executable, "-m", "cityteams_cli.sink", "--port", str(ports.smtp), "--folder", str(folder.mail))
    return Program(SINK, module, f"tcp://127.0.0.1:{ports.smtp}", wave=1)


def service(name: str, place: Place, level: str) -> Program:
    """A service with its own user, store and settings."""
    common = {
        "CITYTEAMS_NATS_URL": place.ports.nats_url,
        "CITYTEAMS_NATS_USER": name,
        "CITYTEAMS_NATS_PASSWORD": place.secrets.passwords[name],
        "CITYTEAMS_STORE_URL": place.stores.url(name),
        "CITYTEAMS_HEALTH_PORT": str(place.ports.health[name]),
        "CITYTEAMS_LOG_LEVEL": level,
        "CITYTEAMS_LOG_FORMAT": "json",
    }
    command = (sys.executable, "-m", f"cityteams_{name}")
    return Program(name, command, place.ports.ready(name), common | _own(name, place))


def _own(name: str, place: Place) -> dict[str, str]:
    match name:
        case "registration":
            return {"CITYTEAMS_CONTACT_KEY": place.secrets.contact_key}
        case "notifications":
            return {
                "CITYTEAMS_ENDPOINT_KEY": place.secrets.endpoint_key,
                "CITYTEAMS_SMTP_HOST": "127.0.0.1",
                "CITYTEAMS_SMTP_PORT": str(place.ports.smtp),
                "CITYTEAMS_PORTAL_ADDRESS": place.ports.portal,
                "CITYTEAMS_UNSUBSCRIBE_KEY": place.secrets.unsubscribe_key,
            }
        case "portal":
            return {
                "CITYTEAMS_UNSUBSCRIBE_KEY": place.secrets.unsubscribe_key,
                "CITYTEAMS_WEB_PORT": str(place.ports.web),
                "CITYTEAMS_PORTAL_ADDRESS": place.ports.portal,
                "CITYTEAMS_API_TOKEN": place.secrets.api_token,
                "CITYTEAMS_MAIL_FOLDER": str(place.folder.mail.resolve()),
            }
        case _:
            return {}
