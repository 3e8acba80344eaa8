"""Whether the stores of a house are of this version or older: seen before anything is started."""

from collections.abc import Mapping

import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from cityteams_chassis import Service
from cityteams_cli.stores import Stores
from cityteams_store.errors import Refused


def refuse_newer_stores(stores: Stores, services: Mapping[str, Service]) -> None:
    """Raises Refused for a store that a later version of its service has written; changes nothing."""
    for name, service in services.items():
        if service.store.migrations and stores.exists(name):
            for version in _versions(stores, name) - _known(service.store.migrations):
                raise Refused(
                    f"the store {stores.shown(name)} is of a newer version ({version});"
                    " start that version of cityteams, or restore a backup"
                )


def _versions(stores: Stores, service: str) -> set[str]:
    try:
        with stores.reading(service) as conn:
            return {str(version) for (version,) in conn.execute(sa.text("SELECT version_num FROM alembic_version"))}
    except sa.exc.OperationalError:  # not migrated yet
        return set()
    except sa.exc.DatabaseError as wrong:
        raise Refused(f"the store {stores.shown(service)} cannot be read: {wrong.orig}; restore a backup") from None


def _known(location: str) -> set[str]:
    config = Config()
    config.set_main_option("script_location", location)
    return {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
