"""Calendars as files (RFC 5545, 7986) and as invitations (RFC 5546): the same bytes for the same data."""

from cityteams_calendars.entry import Entry as Entry
from cityteams_calendars.entry import uid_of as uid_of
from cityteams_calendars.writing import Mailbox as Mailbox
from cityteams_calendars.writing import calendar_file as calendar_file
from cityteams_calendars.writing import invitation as invitation
