"""A worksheet as partner matching and texts see it: who speaks, what is sought and given, and the words."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts.clusters import IntroductionSide, LikelySector, SectorSuggested
from cityteams_contracts.registration import Project, ProjectStatus
from cityteams_contracts.values import (
    LanguageTag,
    Need,
    OrganisationId,
    Participant,
    PersonId,
    RoundId,
    SectorCode,
    Sha256,
    WorksheetId,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet that was handed in and neither declined nor withdrawn; only an accepted one is matched."""

    worksheet_id: WorksheetId
    round_id: RoundId
    accepted: bool
    sector: SectorCode
    title: str
    language: LanguageTag
    status: ProjectStatus | None
    lead: PersonId
    participants: tuple[Participant, ...]
    needs: tuple[Need, ...]
    offers: tuple[Need, ...]
    text: str

    @classmethod
    def of(cls, worksheet_id: WorksheetId, round_id: RoundId, project: Project, accepted: bool) -> "Sheet":
        """What a worksheet says now."""
        return cls(
            worksheet_id=worksheet_id,
            round_id=round_id,
            accepted=accepted,
            sector=project.sector,
            title=project.title,
            language=project.language,
            status=project.status,
            lead=project.lead,
            participants=project.participants,
            needs=project.needs,
            offers=project.offers,
            text=text_of(project),
        )

    @property
    def speaker(self) -> Participant | None:
        """The organisation that hands the worksheet in: the first that it names."""
        return self.participants[0] if self.participants else None

    def is_of(self, organisation_id: OrganisationId) -> bool:
        """Whether this organisation hands it in."""
        return self.speaker is not None and self.speaker.organisation_id == organisation_id

    def side_of(self, organisation_id: OrganisationId) -> IntroductionSide | None:
        """Who would speak for a participant of this worksheet: its lead."""
        found = next((each for each in self.participants if each.organisation_id == organisation_id), None)
        if found is None:
            return None
        return IntroductionSide(
            organisation_id=organisation_id,
            name=found.name,
            kind=found.kind,
            person_id=self.lead,
            worksheet_id=self.worksheet_id,
        )

    def texts(self) -> Iterator[str]:
        """Every text of it that is compared with others: the project, each need, each offer."""
        yield self.text
        for each in (*self.needs, *self.offers):
            yield words_of(each, self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the words of a worksheet: which were read last, by which model, and what that suggested.

    Registration's events write the first half and those of clusters the second: whichever a rebuild hears first,
    the row is the same. A worksheet that is gone, or that only its reading is known of, has no words: "".
    """

    worksheet_id: WorksheetId
    text_sha256: Sha256
    changed_at: datetime
    read_sha256: Sha256 | None = None
    read_by: str | None = None
    suggestions: tuple[LikelySector, ...] = ()

    def changed(self, text: str, at: datetime) -> "Reading":
        """The worksheet says something else now; what was suggested stays until it is read again."""
        sha256 = sha256_of(text)
        return self if sha256 == self.text_sha256 else replace(self, text_sha256=sha256, changed_at=at)

    @staticmethod
    def suggested(known: "Reading | None", event: SectorSuggested) -> "Reading":
        """A model has read it."""
        before = known or Reading(event.worksheet_id, "", event.suggested_at)
        return replace(before, read_sha256=event.text_sha256, read_by=event.model, suggestions=event.suggestions)


def text_of(project: Project) -> str:
    """What a project is about, in its own words."""
    parts = (project.title, project.description, project.challenges, project.solutions, project.requirements)
    needs = (each.text for each in (*project.needs, *project.offers))
    return "\n".join(part for part in (*parts, *needs) if part)


def words_of(need: Need, otherwise: str) -> str:
    """A need or offer in words; where it has none, the words of its worksheet stand for it."""
    return need.text or otherwise


def sha256_of(text: str) -> Sha256:
    """The fingerprint of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
