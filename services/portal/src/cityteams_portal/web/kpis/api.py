"""The API of KPIs: what can be read, and each command as one address."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Command, Rejected
from cityteams_contracts import clusters as said
from cityteams_portal import store
from cityteams_portal.domain.kpis import Sheet
from cityteams_portal.store import kpis
from cityteams_portal.web.api_asking import checked
from cityteams_portal.web.bodies import json_body
from cityteams_portal.web.office.sending import send
from cityteams_portal.web.routing import Handler
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, Visitor, require_role, signed_in, visitor_of

_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)
_CLUSTER = "/api/v1/clusters/{cluster_id}/kpis"
_CHOICE = f"{_CLUSTER}/{{choice_id}}"


def told(value: object) -> Any:
    """A value as JSON."""
    return _ANYTHING.dump_python(value, mode="json")


async def catalogue(request: Request) -> Response:
    """`GET /api/v1/kpis`: the indicators by code; `?retired=1` with those that can no longer be chosen."""
    retired = request.query_params.get("retired") == "1"
    found = await site_of(request).service.read(lambda tx: kpis.indicators(tx, retired=retired))
    items = [{**told(each), "title": each.definition.title, "unit": each.definition.unit} for each in found]
    return JSONResponse({"items": items})


async def sheet(request: Request) -> Response:
    """`GET /api/v1/clusters/{cluster_id}/kpis`: what a cluster is measured by and reported; its team and the office."""
    visitor = signed_in(request)
    found = await sheet_of(request, visitor)
    reports = await site_of(request).service.read(lambda tx: kpis.reports(tx, found.cluster_id))
    return JSONResponse({**told(found), "reports": told(reports)})


async def sheet_of(request: Request, visitor: Visitor) -> Sheet:
    """The KPI sheet of the cluster in the address; raises NotYours for whoever is neither of its team nor the office.

    A cluster that chose nothing yet has an empty one; 404 when there is no such cluster.
    """
    cluster_id = request.path_params["cluster_id"]
    cluster = await site_of(request).service.read(lambda tx: tx.get(store.CLUSTERS, cluster_id))
    if cluster is None:
        if not visitor.is_office:
            raise NotYours
        raise HTTPException(404)
    found = await site_of(request).service.read(lambda tx: tx.get(kpis.SHEETS, cluster_id))
    worksheet = await site_of(request).service.read(lambda tx: tx.get(store.WORKSHEETS, cluster.worksheet_id))
    team = {found.lead} if found else set[str]()
    team |= {worksheet.lead, *worksheet.project.officials} if worksheet else set()
    if not visitor.is_office and visitor.person_id not in team:
        raise NotYours
    lead = worksheet.lead if worksheet else ""
    return found or Sheet(cluster_id, cluster.title, cluster.round_id, cluster.sector, lead)


async def missing(request: Request) -> Response:
    """`GET /api/v1/kpis/missing`: the clusters from which a report is waited for, the most overdue first."""
    require_role(request)
    found = await site_of(request).service.read(kpis.missing)
    return JSONResponse({"items": told(found)})


async def benchmarks(request: Request) -> Response:
    """`GET /api/v1/kpis/benchmarks`: comparisons; who is not signed in sees groups of ten and more."""
    found = await site_of(request).service.read(kpis.benchmarks)
    return JSONResponse({"items": [benchmark_json(each.said, visitor_of(request)) for each in found]})


def benchmark_json(it: said.BenchmarkPublished, visitor: Visitor | None) -> dict[str, Any]:
    """A comparison as this visitor may see it."""
    shown: dict[str, Any] = told(it)
    public = shown.pop("public_cells")
    return shown if visitor else {**shown, "cells": public}


async def periods(request: Request) -> Response:
    """`GET /api/v1/kpis/periods`: the frozen periods."""
    signed_in(request)
    return JSONResponse({"items": told(await site_of(request).service.read(kpis.periods))})


def _asking(kind: type[Command], address: str, *, office: bool) -> Handler:
    """The answer to a POST that gives one command; what the address names may not be in the body again."""

    async def ask(request: Request) -> Response:
        visitor = require_role(request) if office else signed_in(request)
        body = await json_body(request) if await request.body() else {}
        if not isinstance(body, dict):
            raise HTTPException(400, "Send an object with the fields of the command.")
        return await send(request, visitor, command_of(kind, body, request.path_params))

    ask.__doc__ = f"`POST {address}`: {(kind.__doc__ or '').strip().splitlines()[0]}"
    ask.__name__ = kind.__name__
    return ask


def command_of(kind: type[Command], body: Mapping[str, Any], named: Mapping[str, Any]) -> Command:
    """The command; raises Rejected for a field that stands in the address and, with another value, in the body."""
    for name, value in named.items():
        if body.get(name, value) != value:
            raise Rejected("the-address-says-otherwise", f"{name} stands in the address; leave it out.", name)
    return checked(kind, {**body, **named})


COMMANDS: tuple[tuple[str, type[Command], bool], ...] = (
    ("/api/v1/kpis", said.DefineKpi, True),
    ("/api/v1/kpis/catalogues/{catalogue_id}", said.AdoptCatalogue, True),
    ("/api/v1/kpis/{kpi_id}/retire", said.RetireKpi, True),
    ("/api/v1/rounds/{round_id}/reporting-calendar", said.SetReportingCalendar, True),
    (_CLUSTER, said.ChooseKpi, False),
    (f"{_CHOICE}/change", said.ChangeKpiChoice, False),
    (f"{_CHOICE}/drop", said.DropKpi, False),
    (f"{_CHOICE}/reports", said.ReportKpi, False),
    (f"{_CHOICE}/corrections", said.CorrectKpi, False),
    (f"{_CHOICE}/not-reported", said.MarkKpiNotReported, False),
    ("/api/v1/kpis/periods", said.FreezePeriod, True),
    ("/api/v1/kpis/benchmarks", said.PublishBenchmark, True),
)
ASKS = {kind: (address, _asking(kind, address, office=office)) for address, kind, office in COMMANDS}
