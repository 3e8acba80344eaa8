"""What all tables of the portal belong to, and the books of the chassis."""

import sqlalchemy as sa

from cityteams_chassis import chassis_tables

metadata = sa.MetaData()
books = chassis_tables(metadata)
