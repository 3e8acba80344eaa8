"""The right to do what only one process may do at a time, such as relaying or posting mail."""

import fcntl
from pathlib import Path
from typing import TextIO
from zlib import crc32

import sqlalchemy as sa

from cityteams_store.store import Store


class Election:
    """Held while the process lives: a session lock on PostgreSQL, a locked file beside the SQLite store."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._key = store, crc32(f"cityteams {name}".encode())
        self._file = Path(f"{store.url.database}.{name}.lock")
        self._held: sa.Connection | TextIO | None = None

    def holds(self) -> bool:
        """Whether we are the one; tries to become it. Blocking: call it in a thread."""
        if self._store.sqlite:
            return self._hold_file()
        try:
            if self._held is None:
                conn = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                if not conn.scalar(sa.select(sa.func.pg_try_advisory_lock(self._key))):
                    conn.close()
                    return False
                self._held = conn
            return isinstance(self._held, sa.Connection) and bool(self._held.scalar(sa.text("SELECT true")))
        except sa.exc.DBAPIError:
            self.release()
            return False

    def _hold_file(self) -> bool:
        if self._held is None:
            handle = self._file.open("w")
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                handle.close()
                return False
            self._held = handle
        return True

    def release(self) -> None:
        """Lets another process be the one."""
        held, self._held = self._held, None
        if isinstance(held, sa.Connection):
            held.invalidate()
        if held is not None:
            held.close()
