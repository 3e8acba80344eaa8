"""Whom the routes of KPIs let in."""

from tests.portal.doors_of.roles import ANYBODY, OFFICE, SIGNED_IN, TEAM

_CLUSTER = "/api/v1/clusters/{cluster_id}/kpis"
_CHOICE = f"{_CLUSTER}/{{choice_id}}"

LET_IN = {
    ANYBODY: (
        "GET /kpis",
        "GET /kpis/benchmarks",
        "GET /kpis/{kpi_id}",
        "GET /api/v1/kpis",
        "GET /api/v1/kpis/benchmarks",
    ),
    SIGNED_IN: (
        "GET /api/v1/kpis/periods",
        f"POST {_CLUSTER}",
        f"POST {_CHOICE}/change",
        f"POST {_CHOICE}/drop",
        f"POST {_CHOICE}/reports",
        f"POST {_CHOICE}/corrections",
        f"POST {_CHOICE}/not-reported",
    ),
    TEAM: (
        "GET /clusters/{cluster_id}/kpis",
        "POST /clusters/{cluster_id}/kpis",
        f"GET {_CLUSTER}",
    ),
    OFFICE: (
        "GET /kpis/missing",
        "POST /kpis",
        "POST /kpis/missing",
        "GET /api/v1/kpis/missing",
        "GET /api/v1/exports/kpis.csv",
        "POST /api/v1/kpis",
        "POST /api/v1/kpis/catalogues/{catalogue_id}",
        "POST /api/v1/kpis/{kpi_id}/retire",
        "POST /api/v1/rounds/{round_id}/reporting-calendar",
        "POST /api/v1/kpis/periods",
        "POST /api/v1/kpis/benchmarks",
    ),
}
PLACES = {"kpi_id": "k-1", "choice_id": "choice-1", "catalogue_id": "cityteams-1"}
