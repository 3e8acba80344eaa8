"""The secretariat adopts, defines, replaces and retires indicators."""

from cityteams_clusters.store.kpis import KPIS
from cityteams_contracts.clusters import (
    AdoptCatalogue,
    ChooseKpi,
    ClustersRejection,
    DefineKpi,
    KpiDefined,
    KpiRetired,
    RetireKpi,
)
from tests.clusters.kpis.office import CLUSTER
from tests.clusters.kpis.samples import COUNT, GOAL, MINUTES, at, indicator


def test_the_shipped_catalogue_is_adopted_once_and_fits_what_is_there(office):
    office.define(MINUTES, "sc-saf-01")
    said = office.every(AdoptCatalogue(catalogue_id="cityteams-1"))
    assert [type(each) for each in said] == [KpiDefined] * 95
    assert len(office.desk.read(lambda tx: tx.find(KPIS))) == 96
    assert office.desk.read(lambda tx: tx.get(KPIS, "sc-saf-01")).definition == MINUTES
    assert office.ask(AdoptCatalogue(catalogue_id="cityteams-1")).code == "the-catalogue-is-adopted"
    assert office.ask(AdoptCatalogue(catalogue_id="cityteams-9")).code == "the-catalogue-is-unknown"


def test_an_id_stands_for_one_meaning_for_good(office):
    assert office.define() == KpiDefined(kpi_id="minutes", definition=MINUTES, defined_at=at(2026, 1, 2))
    assert office.define(COUNT).code == "the-indicator-is-already-defined"
    assert office.define(MINUTES, "others").code == "the-code-is-in-use"
    assert office.define(indicator(unit="zorkmid", code="Z"), "others").code == "the-unit-is-unknown"


def test_who_is_replaced_is_retired_and_names_its_successor(office):
    office.define()
    hours = indicator(unit="h", code=MINUTES.code)
    said = office.every(DefineKpi(kpi_id="hours", definition=hours, replaces="minutes"))
    assert [type(each) for each in said] == [KpiDefined, KpiRetired]
    refused = office.ask(ChooseKpi(cluster_id=CLUSTER, kpi_id="minutes", goal=GOAL))
    assert refused.code == "the-indicator-is-retired"
    assert "hours" in refused.reason
    unknown = DefineKpi(kpi_id="days", definition=indicator(code="D"), replaces="nothing")
    assert office.ask(unknown).code == "the-indicator-is-unknown"


def test_an_indicator_is_retired_once_and_choices_of_it_go_on(office):
    office.define()
    choice = office.choose()
    assert isinstance(office.ask(RetireKpi(kpi_id="minutes", reason="Nobody measures it.")), KpiRetired)
    assert office.ask(RetireKpi(kpi_id="minutes", reason="Again.")).code == "the-indicator-is-retired"
    assert office.ask(RetireKpi(kpi_id="nothing", reason="None.")).code == "the-indicator-is-unknown"
    assert office.sheet().choice(choice.choice_id) is not None


def test_only_the_secretariat_changes_the_catalogue(office):
    for command in (
        AdoptCatalogue(catalogue_id="cityteams-1"),
        DefineKpi(kpi_id="mine", definition=MINUTES),
        RetireKpi(kpi_id="minutes", reason="No."),
    ):
        refused = office.ask(command, "p-stranger")
        assert isinstance(refused, ClustersRejection)
        assert refused.code == "this-is-not-yours-to-do"
