"""What is kept on which table."""

from cityteams_chassis import Shelf
from cityteams_portal import tables
from cityteams_portal.domain.answer import Answer
from cityteams_portal.domain.cluster import Cluster, Invitation, SuperCluster
from cityteams_portal.domain.consents import Agreements
from cityteams_portal.domain.gathering import Gathering, Slot
from cityteams_portal.domain.handover import Handover
from cityteams_portal.domain.history import History
from cityteams_portal.domain.letter import Letter
from cityteams_portal.domain.organisation import DuplicateQuestion, Registered
from cityteams_portal.domain.season import Season
from cityteams_portal.domain.session import Session
from cityteams_portal.domain.version import Version
from cityteams_portal.domain.words_row import WordsRow
from cityteams_portal.domain.worksheet import Worksheet

WORKSHEETS = Shelf(tables.worksheets, Worksheet)
WORDS = Shelf(tables.words, WordsRow)
VERSIONS = Shelf(tables.versions, Version)
HISTORIES = Shelf(tables.histories, History)
ORGANISATIONS = Shelf(tables.organisations, Registered)
QUESTIONS = Shelf(tables.questions, DuplicateQuestion)
ROUNDS = Shelf(tables.rounds, Season)
CONSENTS = Shelf(tables.consents, Agreements)
CLUSTERS = Shelf(tables.clusters, Cluster)
INVITATIONS = Shelf(tables.invitations, Invitation)
SUPER_CLUSTERS = Shelf(tables.super_clusters, SuperCluster)
GATHERINGS = Shelf(tables.gatherings, Gathering)
SLOTS = Shelf(tables.slots, Slot)
LETTERS = Shelf(tables.letters, Letter)
ANSWERS = Shelf(tables.answers, Answer)
SESSIONS = Shelf(tables.sessions, Session, private=True)
HANDOVERS = Shelf(tables.handovers, Handover, private=True)
