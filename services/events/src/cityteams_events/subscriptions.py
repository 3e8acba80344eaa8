"""What events listens to: the secretariat, the clusters that are listed or dissolved, people and organisations."""

from cityteams_chassis import hear, obey
from cityteams_contracts.clusters import ClusterDissolved, ClusterListed
from cityteams_contracts.events import HoldGathering, ReleaseAgenda
from cityteams_contracts.registration import PersonErased
from cityteams_events.handlers.agenda import cancel_slots, give_slots, hold_gathering, release_agenda
from cityteams_events.handlers.booths import BOOTH_COMMANDS
from cityteams_events.handlers.coming import ATTENDANCE, ATTENDANCE_LOADS, MEETINGS, forget_person
from cityteams_events.handlers.planning import PLANNING_COMMANDS
from cityteams_events.handlers.sessions import SESSION_COMMANDS
from cityteams_events.handlers.solving import SOLVING_COMMANDS
from cityteams_events.store import GATHERINGS, RELEASES

REACTIONS = (
    obey(
        "events-obey-commands",
        "events",
        {
            HoldGathering: hold_gathering,
            ReleaseAgenda: release_agenda,
            **PLANNING_COMMANDS,
            **SESSION_COMMANDS,
            **SOLVING_COMMANDS,
            **BOOTH_COMMANDS,
            **ATTENDANCE,
            **MEETINGS,
        },
        loads={
            HoldGathering: ((GATHERINGS, "gathering_id"),),
            ReleaseAgenda: ((GATHERINGS, "gathering_id"), (RELEASES, "gathering_id")),
            **ATTENDANCE_LOADS,
        },
    ),
    hear(
        "events-follow-clusters",
        "clusters",
        "cluster",
        {ClusterListed: give_slots, ClusterDissolved: cancel_slots},
    ),
    hear("events-follow-people", "registration", "person", {PersonErased: forget_person}),
    hear("events-follow-introductions", "clusters", "introduction", {}),
    hear("events-follow-organisations", "registration", "organisation", {}),
)
