"""Whether the stores of a data folder are of this version or older: seen before anything is started."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from cityteams_chassis import Service
from cityteams_cli.folder import DataFolder
from cityteams_store.errors import Refused


def refuse_newer_stores(folder: DataFolder, services: Mapping[str, Service]) -> None:
    """Raises Refused for a store that a later version of its service has written; changes nothing."""
    for name, service in services.items():
        if folder.store(name).exists() and service.store.migrations:
            for version in _versions(folder.store(name)) - _known(service.store.migrations):
                raise Refused(
                    f"the store {folder.store(name)} is of a newer version ({version});"
                    " start that version of cityteams, or restore a backup"
                )


def _versions(store: Path) -> set[str]:
    try:
        with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as db:
            return {str(version) for (version,) in db.execute("SELECT version_num FROM alembic_version")}
    except sqlite3.OperationalError:  # not migrated yet
        return set()
    except sqlite3.DatabaseError as wrong:
        raise Refused(f"the store {store} cannot be read: {wrong}; restore a backup") from None


def _known(location: str) -> set[str]:
    config = Config()
    config.set_main_option("script_location", location)
    return {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
