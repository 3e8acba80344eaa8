"""Whom the routes of clusters' life and of alliances let in."""

from cityteams_portal.web.alliances import acts as alliances
from cityteams_portal.web.life import acts as life
from tests.portal.doors_of.roles import ANYBODY, OFFICE, SIGNED_IN

_ACTS = (*life.ACTS, *alliances.ACTS)
LET_IN = {
    ANYBODY: (
        "GET /api/v1/clusters/{cluster_id}/life",
        "GET /api/v1/clusters/{cluster_id}/history",
        "GET /clusters/{cluster_id}/history",
        "GET /api/v1/super-clusters",
        "GET /api/v1/super-clusters/{super_cluster_id}",
        "GET /api/v1/super-clusters/{super_cluster_id}/history",
        "GET /api/v1/super-clusters/{super_cluster_id}/blueprints/{document}",
        "GET /super-clusters",
        "GET /super-clusters/{super_cluster_id}",
        "GET /super-clusters/{super_cluster_id}/history",
        "GET /super-clusters/{super_cluster_id}/blueprints/{document}",
    ),
    SIGNED_IN: (
        "GET /api/v1/invitations",
        "GET /invitations",
        "POST /invitations",
        "GET /clusters/{cluster_id}/team",
        "POST /clusters/{cluster_id}/team",
        "POST /super-clusters/{super_cluster_id}",
        *(f"POST {each.path}" for each in _ACTS if not each.office),
    ),
    OFFICE: (
        "POST /super-clusters",
        *(f"POST {each.path}" for each in _ACTS if each.office),
    ),
}
