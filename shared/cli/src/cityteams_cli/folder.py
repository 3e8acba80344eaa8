"""The data folder of the embedded house: what lies where, who may use it now, and its secrets."""

import fcntl
import json
import os
import secrets
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from cityteams_store.errors import Refused

_PATIENCE = 6.0
"""Seconds that a start waits for a killed predecessor whose parts are still being stopped."""


@dataclass(frozen=True)
class DataFolder:
    """Everything the house keeps is below `root`; nothing is written anywhere else."""

    root: Path

    @property
    def nats(self) -> Path:
        """The broker's streams."""
        return self.root / "nats"

    @property
    def stores(self) -> Path:
        """One SQLite file per service."""
        return self.root / "stores"

    @property
    def mail(self) -> Path:
        """What the mail sink took, one file each."""
        return self.root / "mail"

    @property
    def secrets(self) -> Path:
        """Keys and passwords, readable by the owner alone."""
        return self.root / "secrets"

    @property
    def season(self) -> Path:
        """Says whether the sample season is wanted, played or unwanted here."""
        return self.root / "season.txt"

    def store(self, service: str) -> Path:
        """The store of a service."""
        return self.stores / f"{service}.db"

    def prepare(self) -> None:
        """Makes the folders and writes a byte, to see that it can. Raises Refused."""
        try:
            for folder in (self.root, self.nats, self.stores, self.mail, self.secrets):
                folder.mkdir(parents=True, exist_ok=True)
            self.secrets.chmod(0o700)
            probe = self.root / ".probe"
            probe.write_bytes(b"1")
            probe.unlink()
        except OSError as wrong:
            reason = f"{wrong.strerror or wrong} ({wrong.filename or self.root})"
            raise Refused(
                f"the data folder {self.root} cannot be written: {reason}; choose another one with --data"
            ) from None

    def lock(self) -> TextIO:
        """The right to use this folder, held while the returned file is open. Raises Refused."""
        handle, until = (self.root / "lock").open("a"), time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if self._somebody_runs() or time.monotonic() > until:
                    handle.close()
                    raise Refused(self._taken()) from None
                time.sleep(0.1)
            else:
                return handle

    def _taken(self) -> str:
        where = f" (process {run['pid']}, {run['portal']})" if (run := self.running()) else ""
        return f"cityteams is already running on the data folder {self.root}{where}; stop it, or choose another --data"

    def _somebody_runs(self) -> bool:
        pid = int(self.running().get("pid", 0))
        try:
            os.kill(pid, 0)
        except (OSError, OverflowError):
            return False
        return pid > 0

    def running(self) -> dict[str, Any]:
        """What the running house says of itself: process, addresses, ports; empty when none was started."""
        try:
            found = json.loads((self.root / "run.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def tell(self, run: dict[str, Any]) -> None:
        """Writes where the house can be reached."""
        draft = self.root / "run.json.new"
        draft.write_text(json.dumps(run, indent=2) + "\n", "utf-8")
        draft.replace(self.root / "run.json")

    def forget(self) -> None:
        """The house is down."""
        (self.root / "run.json").unlink(missing_ok=True)

    def secret(self, name: str, make: Callable[[], str]) -> str:
        """The secret of that name, made at its first use; the file is never readable by others."""
        path = self.secrets / f"{name}.txt"
        if not path.exists():
            draft = self.secrets / f".{name}.new"
            draft.unlink(missing_ok=True)
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(make() + "\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        return path.read_text("utf-8").strip()

    def contact_key(self, *, used: str = "") -> str:
        """The master key of the contacts; `used` names the store that has some already. Raises Refused."""
        if used and not (self.secrets / "contact-key.txt").exists():
            raise Refused(
                f"{self.secrets}/contact-key.txt is missing, and without it no contact in {used} can be read;"
                " put it back from your backup"
            )
        return self.secret("contact-key", new_key)


def temporary() -> Path:
    """A new folder of its own, for a house that leaves nothing behind."""
    return Path(tempfile.mkdtemp(prefix="cityteams-demo-"))


def new_key() -> str:
    """32 random bytes in base64."""
    return b64encode(secrets.token_bytes(32)).decode()


def new_password() -> str:
    """Random, and begun by a letter because nats-server reads it as a piece of configuration."""
    return f"p{secrets.token_hex(24)}"
