"""Examples of formation."""

from typing import Any

from cityteams_contracts.clusters import (
    AdoptProposal,
    AskWhyNot,
    CancelFormationRun,
    DeclinedPair,
    DeclineProposal,
    FormationEffort,
    FormationRunAdvanced,
    FormationRunCancelled,
    FormationRunCompleted,
    FormationRunRefused,
    FormationRunStarted,
    FormationStep,
    Hindrance,
    HolderOfTeam,
    ProposalAdopted,
    ProposalDeclined,
    ProposalDropped,
    ProposalPart,
    ProposedMember,
    RegionWished,
    RunFormation,
    TeamProposed,
    WhyNotAnswered,
    WhyNotAsked,
)
from cityteams_contracts.examples.values import (
    CLUSTER,
    INVITED,
    LEAD,
    ROUND,
    TITLE,
    WORKSHEET,
    city,
    company,
    hour,
    university,
)
from cityteams_contracts.message import Message
from cityteams_contracts.registration import FormationSection, KeptApart, PinnedTogether
from cityteams_contracts.values import Sector

RUN, PROPOSAL, QUESTION, SHA = "formation-run-1", "proposal-afwear", "question-1", "0e" * 32
DEW, SONOMA, LOST = "gctc-095", "gctc-101", "gctc-012"
WEIGHTS = {"similarity": 100, "seat": 30, "need": 25}
RAN: dict[str, Any] = {"run_id": RUN, "round_id": ROUND}
MADE_FROM: dict[str, Any] = {
    "engine": "formation-3",
    "seed": 1,
    "effort": FormationEffort.USUAL,
    "region": RegionWished.ANY,
    "weights": WEIGHTS,
}


def formation_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_runs(), *_results(), *_proposals(), *_decisions())


def _runs() -> tuple[Message, ...]:
    pins = (PinnedTogether(lead=WORKSHEET, member=SONOMA),)
    apart = (KeptApart(one=company().organisation_id, other=university().organisation_id),)
    return (
        RunFormation(**RAN, weights={"need": 25}, pins=pins, apart=apart),
        CancelFormationRun(run_id=RUN),
        FormationRunStarted(
            **RAN, **MADE_FROM, rules=FormationSection(pins=pins), asked_by=LEAD, started_at=hour(9, 0)
        ),
        FormationRunAdvanced(run_id=RUN, step=FormationStep.PRICES, done=20, of=200),
        FormationRunRefused(
            **RAN, contradictions=(Hindrance(rule="pins", text=f"{SONOMA} is pinned and not in the pool; remove it."),)
        ),
        FormationRunCancelled(**RAN),
    )


def _results() -> tuple[Message, ...]:
    about: dict[str, Any] = {"question_id": QUESTION, "run_id": RUN, "lead": WORKSHEET, "other": LOST}
    return (
        FormationRunCompleted(
            **RAN,
            **MADE_FROM,
            text_model="words-1",
            rules=SHA,
            snapshot=SHA,
            result=SHA,
            worksheets=138,
            proposals=31,
            placed=129,
            score=11_240,
            bound=11_287,
            bound_of_all=11_302,
            candidates=48,
            needs_covered=0.91,
            notes=("2 worksheets name the sector healthcare, which this round does not know.",),
        ),
        AskWhyNot(**about),
        WhyNotAsked(**about, asked_by=LEAD),
        WhyNotAnswered(**about, worse_by=14, with_it=(DEW, LOST), held_by=(HolderOfTeam(lead="gctc-044", loses=61),)),
    )


def _lead() -> ProposedMember:
    return ProposedMember(worksheet_id=WORKSHEET, title=TITLE, organisation=city(), person_id=LEAD)


def _members() -> tuple[ProposedMember, ...]:
    return (
        ProposedMember(worksheet_id=DEW, title="Water on the road", organisation=company(), person_id=INVITED),
        ProposedMember(worksheet_id=SONOMA, title="Creeks", organisation=university(), person_id="p-5n1b8y3u"),
    )


def _proposals() -> tuple[Message, ...]:
    parts = (
        ProposalPart(code="same-challenge", points=71, text="Its challenge is like the lead's.", members=(DEW,)),
        ProposalPart(code="seat", points=-30, text="Every member has to bring more than its seat.", members=(DEW,)),
        ProposalPart(code="need-covered", points=25, text="The need for technology is covered.", members=(DEW,)),
    )
    return (
        TeamProposed(
            proposal_id=PROPOSAL,
            **RAN,
            sector=Sector.PUBLIC_SAFETY,
            lead=_lead(),
            members=_members(),
            score=66,
            parts=parts,
            missing=("need-funding",),
        ),
        ProposalDropped(proposal_id=PROPOSAL, **RAN),
    )


def _decisions() -> tuple[Message, ...]:
    pair = DeclinedPair(lead=city().organisation_id, member=company().organisation_id)
    return (
        AdoptProposal(proposal_id=PROPOSAL),
        DeclineProposal(proposal_id=PROPOSAL, members=(DEW,)),
        ProposalAdopted(
            proposal_id=PROPOSAL,
            **RAN,
            cluster_id=CLUSTER,
            lead=_lead(),
            members=_members(),
            adopted_at=hour(10, 0),
        ),
        ProposalDeclined(proposal_id=PROPOSAL, **RAN, pairs=(pair,), declined_at=hour(10, 0)),
    )
