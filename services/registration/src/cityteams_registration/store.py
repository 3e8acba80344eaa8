"""Where registration keeps what it knows, and how it finds it again."""

from cityteams_chassis import Shelf
from cityteams_contracts.rights import Trust
from cityteams_registration import tables
from cityteams_registration.domain.people.person import Person
from cityteams_registration.domain.worksheet import Worksheet

WORKSHEETS = Shelf(tables.worksheets, Worksheet)
ROLES = Shelf(tables.roles, Trust)
PEOPLE = Shelf(tables.people, Person)
