"""What all tables of events belong to."""

import sqlalchemy as sa

from cityteams_chassis import chassis_tables

metadata = sa.MetaData()
chassis_tables(metadata)
