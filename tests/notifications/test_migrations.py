from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from cityteams_notifications import tables
from cityteams_notifications.app import build


def test_the_migrated_schema_is_what_the_tables_say(desk):
    with desk.service.store.engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
        assert context.get_current_heads() == ("0007",)


def test_migrating_again_changes_nothing(desk):
    again = build(desk.service.settings)
    before = desk.dump()
    again.store.migrate()
    again.store.close()
    assert desk.dump() == before
