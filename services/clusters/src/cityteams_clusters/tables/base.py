"""What all tables of clusters belong to, with the tables of the chassis."""

import sqlalchemy as sa

from cityteams_chassis import chassis_tables

metadata = sa.MetaData()
chassis_tables(metadata)
