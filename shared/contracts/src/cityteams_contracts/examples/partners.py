"""Examples of partners."""

from dataclasses import dataclass
from datetime import timedelta

from cityteams_contracts.clusters import (
    AnswerIntroduction,
    AskIntroduction,
    CancelIntroduction,
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    IntroductionRevised,
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
from cityteams_contracts.examples.values import INVITED, LEAD, ROUND, WORKSHEET, city, company, hour
from cityteams_contracts.message import Message
from cityteams_contracts.values import OrganisationKind, Resource, Sector

RUN, INTRODUCTION, OTHER = "partner-run-1", "introduction-dew", "gctc-095"
MODEL, SHA = "tfidf+use+minilm 1", "0f" * 32
REASONS = (
    Reason(code="covers-the-need-for-technology", text="Dew Mobility offers technology, which is needed.", weight=40),
    Reason(code="same-sector", text="Both work on public safety.", weight=10),
)


@dataclass(frozen=True)
class Sides:
    """The city asks, the company is asked; `answer` is what it said."""

    answer: bool | None = None

    @property
    def first(self) -> IntroductionSide:
        """Who asked, and so agreed."""
        return _side(city().organisation_id, city().name, city().kind, LEAD, WORKSHEET, agreed=True)

    @property
    def second(self) -> IntroductionSide:
        """Who is asked."""
        return _side(company().organisation_id, company().name, company().kind, INVITED, OTHER, agreed=self.answer)


def partners_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_matching(), *_asking(), *_ending(), *_texts())


def _side(
    organisation_id: str, name: str, kind: OrganisationKind, person_id: str, worksheet_id: str, agreed: bool | None
) -> IntroductionSide:
    return IntroductionSide(
        organisation_id=organisation_id,
        name=name,
        kind=kind,
        person_id=person_id,
        worksheet_id=worksheet_id,
        agreed=agreed,
    )


def _matching() -> tuple[Message, ...]:
    partner = SuggestedPartner(
        organisation_id=company().organisation_id,
        name=company().name,
        kind=company().kind,
        worksheet_id=OTHER,
        resource=Resource.TECHNOLOGY,
        score=50,
        reasons=REASONS,
    )
    return (
        MatchPartners(run_id=RUN, round_id=ROUND),
        PartnerMatchingStarted(run_id=RUN, round_id=ROUND, limits=MatchingLimits(), started_at=hour(9, 0)),
        PartnersMatched(
            run_id=RUN,
            round_id=ROUND,
            limits=MatchingLimits(),
            matcher="partners-2",
            text_model=MODEL,
            snapshot=SHA,
            organisations=240,
            pairs=412,
            score=23_118,
            bound=23_118,
            without=3,
            weights={"need": 40, "similarity": 100, "sector": 10},
            matched_at=hour(9, 0),
        ),
        PartnersRanked(
            organisation_id=city().organisation_id,
            run_id=RUN,
            round_id=ROUND,
            partners=(partner,),
            clients=(),
            about=("a-municipality-gets-no-clients",),
            ranked_at=hour(9, 0),
        ),
    )


def _asking() -> tuple[Message, ...]:
    sides, agreed = Sides(), Sides(answer=True)
    return (
        AskIntroduction(
            introduction_id=INTRODUCTION,
            from_organisation=city().organisation_id,
            to_organisation=company().organisation_id,
            resource=Resource.TECHNOLOGY,
        ),
        AnswerIntroduction(introduction_id=INTRODUCTION, agrees=True),
        CancelIntroduction(introduction_id=INTRODUCTION),
        IntroductionAsked(
            introduction_id=INTRODUCTION,
            asked_by=LEAD,
            first=sides.first,
            second=sides.second,
            resource=Resource.TECHNOLOGY,
            reasons=REASONS,
            asked_at=hour(9, 30),
            expires_at=hour(9, 30) + timedelta(days=14),
        ),
        IntroductionAnswered(
            introduction_id=INTRODUCTION,
            person_id=INVITED,
            agrees=True,
            first=agreed.first,
            second=agreed.second,
            answered_at=hour(10, 0),
        ),
        PartnersIntroduced(
            introduction_id=INTRODUCTION,
            first=agreed.first,
            second=agreed.second,
            resource=Resource.TECHNOLOGY,
            reasons=REASONS,
            introduced_at=hour(10, 0),
        ),
    )


def _ending() -> tuple[Message, ...]:
    sides = Sides()
    return (
        IntroductionRevised(
            introduction_id=INTRODUCTION, first=sides.first, second=sides.second, revised_at=hour(10, 0)
        ),
        IntroductionExpired(
            introduction_id=INTRODUCTION,
            first=sides.first,
            second=sides.second,
            silent=(INVITED,),
            expired_at=hour(9, 30) + timedelta(days=14),
        ),
        IntroductionCancelled(
            introduction_id=INTRODUCTION,
            cause="taken-back",
            cancelled_by=LEAD,
            first=sides.first,
            second=sides.second,
            cancelled_at=hour(11, 0),
        ),
    )


def _texts() -> tuple[Message, ...]:
    return (
        SectorSuggested(
            worksheet_id=WORKSHEET,
            round_id=ROUND,
            sector=Sector.PUBLIC_SAFETY,
            suggestions=(
                LikelySector(sector=Sector.PUBLIC_SAFETY, confidence=0.71),
                LikelySector(sector=Sector.UTILITY, confidence=0.18),
            ),
            model=MODEL,
            text_sha256=SHA,
            suggested_at=hour(9, 0),
        ),
        SimilarClustersFound(
            worksheet_id=WORKSHEET,
            similar=(
                SimilarCluster(
                    worksheet_id=OTHER, cluster_id="cluster-sensors", title="Sensors on the Creek", similarity=0.44
                ),
            ),
            model=MODEL,
            text_sha256=SHA,
            found_at=hour(9, 0),
        ),
    )
