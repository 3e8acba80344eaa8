"""The page of one's partners, its PDF and its API: for whom it is, with reasons, and never how to reach anybody."""

import json
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from cityteams_contracts.clusters import (
    AnswerIntroduction,
    AskIntroduction,
    CancelIntroduction,
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionSide,
    LikelySector,
    MatchPartners,
    PartnerMatchingStarted,
    PartnersIntroduced,
    PartnersMatched,
    PartnersRanked,
    Reason,
    SectorSuggested,
    SimilarCluster,
    SimilarClustersFound,
    SuggestedPartner,
)
from cityteams_contracts.clusters.partners import MatchingLimits
from cityteams_contracts.registration import Organisation as Register
from cityteams_contracts.registration import OrganisationMerged, OrganisationRegistered, ProgrammeRole
from cityteams_contracts.values import OrganisationKind, Resource
from cityteams_portal.domain.comparison import compared
from tests.portal.story import NOON, accepted, submitted

FORM = "the-token-of-the-form"
REASONS = (
    Reason(code="covers-the-need-for-technology", text="Gauge <Ltd> offers technology, which Porto needs.", weight=40),
    Reason(code="same-sector", text="Both work on data.", weight=12),
)
PARTNER = SuggestedPartner(
    organisation_id="o-gauge",
    name="Gauge <Ltd>",
    kind=OrganisationKind.COMPANY,
    worksheet_id="w-2",
    resource=Resource.TECHNOLOGY,
    score=52,
    reasons=REASONS,
)
MINE = IntroductionSide(
    organisation_id="o-city", name="Porto", kind=OrganisationKind.MUNICIPALITY, person_id="p-me", worksheet_id="w-1"
)
THEIRS = IntroductionSide(
    organisation_id="o-gauge",
    name="Gauge <Ltd>",
    kind=OrganisationKind.COMPANY,
    person_id="p-other",
    worksheet_id="w-2",
)


def asked(**change):
    """Somebody asked for an introduction."""
    given = {
        "introduction_id": "i-1",
        "asked_by": "p-other",
        "first": THEIRS.model_copy(update={"agreed": True}),
        "second": MINE,
        "reasons": REASONS,
        "asked_at": NOON,
        "expires_at": NOON + timedelta(days=14),
    }
    return IntroductionAsked(**(given | change))


@pytest.fixture
def told(desk):
    """A portal that heard of two worksheets, a run of matching, what texts suggest, and a question to me."""
    people = {"lead": "p-me", "officials": ("p-official",)}
    for worksheet_id in ("w-1", "w-2"):
        desk.hear(submitted(worksheet_id, **people), accepted(worksheet_id, **people))
    desk.hear(
        PartnersMatched(
            run_id="run-1",
            round_id="sc3-2018",
            limits=MatchingLimits(),
            matcher="partners-1",
            text_model="tfidf 1",
            snapshot="0" * 64,
            organisations=2,
            pairs=1,
            score=52,
            bound=52,
            without=0,
            weights={"same-sector": 12},
            matched_at=NOON,
        ),
        PartnersRanked(
            organisation_id="o-city",
            run_id="run-1",
            round_id="sc3-2018",
            partners=(PARTNER,),
            clients=(),
            about=("a-municipality-gets-no-clients",),
            ranked_at=NOON,
        ),
        SectorSuggested(
            worksheet_id="w-1",
            round_id="sc3-2018",
            sector="data",
            suggestions=(LikelySector(sector="utility", confidence=0.7),),
            model="tfidf 1",
            text_sha256="0" * 64,
            suggested_at=NOON,
        ),
        SimilarClustersFound(
            worksheet_id="w-1",
            similar=(SimilarCluster(worksheet_id="w-2", cluster_id="c-2", title="Near work", similarity=0.6),),
            model="tfidf 1",
            text_sha256="0" * 64,
            found_at=NOON,
        ),
        asked(),
    )
    return desk


async def page_of(desk, person="p-me", path="/partners"):
    """What somebody sees."""
    async with desk.person(person) as client:
        answer = await client.get(path)
    assert answer.status_code == 200, answer.text[:400]
    return answer


async def test_my_page_shows_matches_with_reasons_peers_and_the_comparison(told):
    text = (await page_of(told)).text
    assert "Gauge &lt;Ltd&gt;" in text
    assert "offers technology" in text
    assert "A municipality gets no clients." in text
    assert "Near work" in text
    assert "60 % alike" in text
    assert "Middle of the others" in text
    assert "Proven" in text
    assert "(70 %)" in text


async def test_somebody_else_sees_nothing_of_it(told):
    text = (await page_of(told, "p-stranger")).text
    assert "Gauge" not in text
    assert "Near work" not in text


async def test_who_is_asked_answers_on_the_page_and_who_asked_takes_back(told):
    for person, action, kind in (("p-me", "answer", AnswerIntroduction), ("p-other", "cancel", CancelIntroduction)):
        before = len(told.commands())
        async with told.person(person) as client:
            client.cookies.set("cityteams_form", FORM)
            form = {"form_token": FORM, "action": action, "introduction_id": "i-1", "agrees": "yes"}
            answer = await client.post("/partners", data=form)
        assert answer.status_code == 303
        ((_, command),) = told.commands()[before:]
        assert isinstance(command, kind)


async def test_asking_and_working_out_are_commands_of_the_form(told):
    async with told.person("p-me", ProgrammeRole.SECRETARIAT) as client:
        client.cookies.set("cityteams_form", FORM)
        form = {"form_token": FORM, "action": "ask", "from": "o-city", "to": "o-gauge"}
        await client.post("/partners", data=form)
        await client.post("/partners", data={"form_token": FORM, "action": "match", "round_id": "sc3-2018"})
        wrong = await client.post("/partners", data={"form_token": FORM, "action": "match", "round_id": "no such id"})
    ask, match = [command for _, command in told.commands()][-2:]
    assert isinstance(ask, AskIntroduction)
    assert isinstance(match, MatchPartners)
    assert wrong.status_code == 422
    assert "round_id" in wrong.text


async def test_an_introduction_that_was_made_can_be_read_and_not_be_answered(told):
    both = {"first": THEIRS.model_copy(update={"agreed": True}), "second": MINE.model_copy(update={"agreed": True})}
    told.hear(
        IntroductionAnswered(introduction_id="i-1", person_id="p-me", agrees=True, answered_at=NOON, **both),
        PartnersIntroduced(introduction_id="i-1", introduced_at=NOON, **both),
    )
    text = (await page_of(told)).text
    assert "Made" in text
    assert 'value="answer"' not in text


async def test_the_report_is_a_tagged_pdf_with_the_facts_attached(told):
    made = (await page_of(told, path="/partners/report.pdf")).content
    words = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())
    assert "Gauge<Ltd>" in words
    assert "Nearwork" in words
    assert "notreported" in words
    with pikepdf.open(BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked
        assert list(document.attachments) == ["partners.json"]
        facts = json.loads(document.attachments["partners.json"].get_file().read_bytes())
    assert facts["lists"][0]["partners"][0]["score"] == 52
    assert (await page_of(told, path="/partners/report.pdf")).content == made


async def test_the_api_tells_the_same_and_no_other_persons_id(told):
    async with told.person("p-me") as client:
        lists = (await client.get("/api/v1/partners")).json()["items"]
        mine = (await client.get("/api/v1/introductions")).json()["items"][0]
        hint = (await client.get("/api/v1/worksheets/w-1/suggestions")).json()
    assert lists[0]["partners"][0]["reasons"][0]["weight"] == 40
    assert mine["waits_for_me"] is True
    assert "person_id" not in mine["first"]
    assert "agreed" not in mine["first"]
    assert hint["suggestions"] == [{"sector": "utility", "confidence": 0.7}]
    async with told.secretariat() as client:
        run = (await client.get("/api/v1/partner-runs/run-1")).json()
        office = (await client.get("/api/v1/introductions")).json()["items"][0]
    assert (run["state"], run["optimal"]) == ("done", True)
    assert office["first"]["person_id"] == "p-other"


async def test_a_run_that_is_not_done_yet_is_told_as_running_on_the_page_and_in_the_api(told):
    told.hear(PartnerMatchingStarted(run_id="run-2", round_id="sc4-2019", limits=MatchingLimits(), started_at=NOON))
    async with told.secretariat() as client:
        run = (await client.get("/api/v1/partner-runs/run-2")).json()
        page = (await client.get("/partners")).text
    assert (run["state"], run["round_id"]) == ("running", "sc4-2019")
    assert "sc4-2019" in page
    assert "being worked out" in page
    assert "being worked out" not in (await page_of(told)).text


async def test_a_list_is_found_by_the_id_of_before_a_merger(told):
    it = Register(name="Greater Porto", kind=OrganisationKind.MUNICIPALITY)
    city = accepted("w-1").project.participants[0].organisation_id
    for name in ("o-greater", city):
        told.hear(OrganisationRegistered(organisation_id=name, organisation=it, registered_at=NOON))
    told.hear(OrganisationMerged(organisation_id=city, into="o-greater", merged_at=NOON))
    ranked = {"run_id": "run-1", "round_id": "sc3-2018", "clients": (), "ranked_at": NOON}
    told.hear(PartnersRanked(organisation_id="o-greater", partners=(PARTNER,), **ranked))
    async with told.person("p-me") as client:
        for name in ("o-greater", city):
            answer = await client.get(f"/api/v1/organisations/{name}/partners")
            assert answer.status_code == 200, answer.text
            assert answer.json()["organisation_id"] == "o-greater"
    assert "Greater Porto" in (await page_of(told)).text


def test_what_nobody_said_is_never_zero_in_a_comparison():
    worksheet = accepted("w-1").project
    lines = {line.name: line for line in compared(worksheet, [worksheet, worksheet])}
    assert lines["Organisations that take part"].others == 2
    stage = lines["Stage, 1 (concept) to 8 (implemented)"]
    assert (stage.mine is None) == (worksheet.status is None)
