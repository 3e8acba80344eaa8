"""What each event does to the store, live and in a replay."""

from cityteams_clusters.fold.alliances import ALLIANCES
from cityteams_clusters.fold.formation import FORMATION
from cityteams_clusters.fold.kpis import KPIS
from cityteams_clusters.fold.life import LIFE
from cityteams_clusters.fold.partners import PARTNERS
from cityteams_clusters.fold.teams import TEAMS

FOLD = (*TEAMS, *LIFE, *ALLIANCES, *FORMATION, *PARTNERS, *KPIS)
