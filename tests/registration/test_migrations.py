from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from cityteams_registration import tables
from cityteams_registration.app import build


def test_the_migrated_schema_is_what_the_tables_say(service):
    with service.store.engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
        assert context.get_current_heads() == ("0003",)


def test_migrating_again_changes_nothing(service):
    again = build(service.settings)
    again.store.migrate()
    with again.store.engine.connect() as conn:
        assert MigrationContext.configure(conn).get_current_heads() == ("0003",)
    again.store.close()
