"""The addresses of kpis: its part of the API, and its pages."""

from cityteams_portal.web.kpis import api, exports, pages
from cityteams_portal.web.routing import Routes

ROUTES: Routes = (
    ("GET", "/kpis", pages.catalogue),
    ("POST", "/kpis", pages.act_on_catalogue),
    ("GET", "/kpis/benchmarks", pages.benchmarks),
    ("GET", "/kpis/missing", pages.missing),
    ("POST", "/kpis/missing", pages.act_on_periods),
    ("GET", "/kpis/{kpi_id}", pages.indicator),
    ("GET", "/clusters/{cluster_id}/kpis", pages.cluster),
    ("POST", "/clusters/{cluster_id}/kpis", pages.act_on_cluster),
    ("GET", "/api/v1/kpis", api.catalogue),
    ("GET", "/api/v1/kpis/missing", api.missing),
    ("GET", "/api/v1/kpis/benchmarks", api.benchmarks),
    ("GET", "/api/v1/kpis/periods", api.periods),
    ("GET", "/api/v1/clusters/{cluster_id}/kpis", api.sheet),
    ("GET", "/api/v1/exports/kpis.csv", exports.sheets),
    *(("POST", *asked) for asked in api.ASKS.values()),
)
