"""What each event does to the store, live and in a replay."""

from dataclasses import replace

from cityteams_chassis import Stamp, folds
from cityteams_contracts.clusters import ClusterDissolved, ClusterListed, ClusterRevised
from cityteams_contracts.events import AgendaReleased, GatheringAnnounced, SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.registration import PersonErased, RoleGranted, RoleRevoked
from cityteams_contracts.rights import Trust
from cityteams_events.domain.gathering import Gathering, Release
from cityteams_events.domain.slot import Cluster, Slot
from cityteams_events.incoming import cluster_of
from cityteams_events.store import CLUSTERS, GATHERINGS, RELEASES, ROLES, SLOTS


def _listed(_state: Cluster | None, event: ClusterListed, _stamp: Stamp) -> Cluster:
    return cluster_of(event)


def _revised(state: Cluster | None, event: ClusterRevised, _stamp: Stamp) -> Cluster | None:
    return state and replace(state, title=event.title, lead=event.lead)


def _dissolved(_state: Cluster | None, _event: ClusterDissolved, _stamp: Stamp) -> None:
    return None


AGENDA = (
    folds(ClusterListed, CLUSTERS, by="cluster_id", apply=_listed),
    folds(ClusterRevised, CLUSTERS, by="cluster_id", apply=_revised),
    folds(ClusterDissolved, CLUSTERS, by="cluster_id", apply=_dissolved),
    folds(GatheringAnnounced, GATHERINGS, by="gathering_id", apply=Gathering.announced),
    folds(AgendaReleased, RELEASES, by="gathering_id", apply=Release.made),
    folds(SlotGiven, SLOTS, by="slot_id", apply=Slot.given),
    folds(SlotRefused, SLOTS, by="slot_id", apply=Slot.refused),
    folds(SlotCancelled, SLOTS, by="slot_id", apply=Slot.cancelled),
    folds(RoleGranted, ROLES, by="person_id", apply=Trust.granted),
    folds(RoleRevoked, ROLES, by="person_id", apply=Trust.revoked),
    folds(PersonErased, ROLES, by="person_id", apply=Trust.erased),
)
