"""An organisation lives on in another: its lists and introductions are the other's from then on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from cityteams_clusters.domain.organisation import Organisation
from cityteams_clusters.domain.partners.introducing import decide_leaving
from cityteams_clusters.domain.partners.introduction import Introduction, IntroductionState
from cityteams_clusters.domain.partners.run import PartnerList
from cityteams_clusters.domain.partners.sheet import Sheet
from cityteams_contracts import Event
from cityteams_contracts.clusters import (
    IntroductionRevised,
    IntroductionSide,
    PartnersRanked,
    SuggestedPartner,
)
from cityteams_contracts.values import OrganisationId, OrganisationKind, Participant

ORGANISATIONS_MERGED = "organisations-were-merged"
"""Why an introduction is cancelled whose sides became one, or that two now wait for twice."""
MOST_PARTNERS, MOST_CLIENTS = 20, 50
_NO_PARTNERS = ("no-need-is-named", "nobody-offers-what-is-needed")


@dataclass(frozen=True, slots=True)
class Merged:
    """Ids that were merged away, and the organisation that each of them means today."""

    living: dict[OrganisationId, Organisation]

    @classmethod
    def of(cls, organisations: Iterable[Organisation]) -> Self:
        """Follows each merged organisation to the one that it lives on in; one that leads nowhere stays itself."""
        known = {each.organisation_id: each for each in organisations}
        found = {}
        for name, each in known.items():
            at = each
            while at.merged_into is not None and at.merged_into in known:
                at = known[at.merged_into]
            if at is not each:
                found[name] = at
        return cls(found)

    def living_id(self, organisation_id: OrganisationId) -> OrganisationId:
        """The id that this one means today."""
        return self.living[organisation_id].organisation_id if organisation_id in self.living else organisation_id

    def formerly(self, organisation_id: OrganisationId) -> tuple[OrganisationId, ...]:
        """Every id that means the same organisation as this one."""
        own = self.living_id(organisation_id)
        return (own, *(name for name in self.living if self.living_id(name) == own))

    def sheet(self, sheet: Sheet) -> Sheet:
        """A worksheet with the organisations as they are today, each once."""
        if not any(each.organisation_id in self.living for each in sheet.participants):
            return sheet
        today: dict[OrganisationId, Participant] = {}
        for each in sheet.participants:
            today.setdefault(self.living_id(each.organisation_id), self._participant(each))
        return replace(sheet, participants=tuple(today.values()))

    def _participant(self, before: Participant) -> Participant:
        found = self.living.get(before.organisation_id)
        if found is None:
            return before
        return found.taking_part(()).model_copy(update={"deploys": before.deploys})


def decide_uniting_lists(
    old: OrganisationId, into: Organisation, lists: Iterable[PartnerList], now: datetime
) -> list[PartnersRanked]:
    """Whoever was named the old one is named the other; what the old one was named is the other's; its own is empty."""
    kept = {each.organisation_id: each for each in lists}
    theirs, own = kept.get(old), kept.get(into.organisation_id)
    said = []
    for name in sorted(kept.keys() | ({into.organisation_id} if theirs else set())):
        before = kept.get(name)
        if name == old:
            said.append(_ranked(kept[old], now, (), (), (ORGANISATIONS_MERGED,)))
            continue
        both = [each for each in (own, theirs) if each] if name == into.organisation_id else [kept[name]]
        clients = _renamed(old, into, name, (one for each in both for one in each.clients))[:MOST_CLIENTS]
        if name == into.organisation_id and into.kind is OrganisationKind.MUNICIPALITY:
            clients = ()
        partners = _renamed(old, into, name, (one for each in both for one in each.partners))[:MOST_PARTNERS]
        about = tuple(code for code in both[0].about if not (partners if code in _NO_PARTNERS else clients))
        ranked = _ranked(replace(both[0], organisation_id=name), now, partners, clients, about)
        if before is None or not before.says(ranked):
            said.append(ranked)
    return said


def _renamed(
    old: OrganisationId, into: Organisation, owner: OrganisationId, named: Iterable[SuggestedPartner]
) -> tuple[SuggestedPartner, ...]:
    """The same suggestions with the other for the old one; each organisation once, by its better suggestion."""
    today = {"organisation_id": into.organisation_id, "name": into.name, "kind": into.kind}
    found: dict[OrganisationId, SuggestedPartner] = {}
    for each in named:
        one = each.model_copy(update=today) if each.organisation_id == old else each
        best = found.get(one.organisation_id)
        if one.organisation_id not in (owner, old) and (best is None or one.score > best.score):
            found[one.organisation_id] = one
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.organisation_id)))


def _ranked(
    kept: PartnerList,
    now: datetime,
    partners: tuple[SuggestedPartner, ...],
    clients: tuple[SuggestedPartner, ...],
    about: tuple[str, ...],
) -> PartnersRanked:
    return PartnersRanked(
        organisation_id=kept.organisation_id,
        run_id=kept.run_id,
        round_id=kept.round_id,
        partners=partners,
        clients=clients,
        about=about,
        ranked_at=now,
    )


def decide_uniting_introductions(
    old: OrganisationId, into: Organisation, theirs: Sequence[Introduction], now: datetime
) -> list[Event]:
    """Introductions of either; those of the old one go on as the other's, once between the same two."""
    waiting = {each.pair for each in theirs if each.state is IntroductionState.ASKED and old not in _names(each)}
    said: list[Event] = []
    for each in sorted(theirs, key=lambda one: (one.expires_at, one.introduction_id)):
        if old not in _names(each):
            continue
        first, second = (_side(side, old, into) for side in each.sides)
        after = each.between(first, second)
        open_ = each.state is IntroductionState.ASKED
        doubled = first.organisation_id == second.organisation_id or (open_ and after.pair in waiting)
        if doubled:
            said += decide_leaving([each], ORGANISATIONS_MERGED, now)  # what is over stays as it was
            continue
        if open_:
            waiting.add(after.pair)
        said.append(
            IntroductionRevised(introduction_id=each.introduction_id, first=first, second=second, revised_at=now)
        )
    return said


def _names(each: Introduction) -> tuple[OrganisationId, OrganisationId]:
    return (each.first_organisation, each.second_organisation)


def _side(side: IntroductionSide, old: OrganisationId, into: Organisation) -> IntroductionSide:
    if side.organisation_id != old:
        return side
    return side.model_copy(update={"organisation_id": into.organisation_id, "name": into.name, "kind": into.kind})
