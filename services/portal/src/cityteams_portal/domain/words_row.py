"""Under which words a worksheet is found; kept apart from the worksheet, which is read far more often."""

from dataclasses import dataclass, replace

from cityteams_contracts.registration import (
    Audience,
    Project,
    SupplementAsked,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetConfirmed,
    WorksheetResubmitted,
    WorksheetSubmitted,
)
from cityteams_portal.domain.searching import mark, texts_of, words_of

WithProject = WorksheetSubmitted | WorksheetResubmitted | WorksheetAccepted | SupplementGiven


@dataclass(frozen=True, slots=True)
class WordsRow:
    """Words of public fields, words of fields for the programme, and exact marks for filters."""

    worksheet_id: str
    public_words: str
    programme_words: str
    marks: str


def written(row: WordsRow | None, event: WithProject, _stamp: object) -> WordsRow:
    """The worksheet says something new; the rounds that it was in stay."""
    before = {each for each in row.marks.split() if each.startswith("round")} if row else set[str]()
    return WordsRow(
        worksheet_id=event.worksheet_id,
        public_words=words_of(texts_of(event.project, Audience.PUBLIC)),
        programme_words=words_of(texts_of(event.project, Audience.PROGRAMME)),
        marks=" ".join(sorted(before | {mark("round", event.round_id)} | _marks(event.project))),
    )


def in_round(row: WordsRow | None, event: WorksheetConfirmed | SupplementAsked, _stamp: object) -> WordsRow | None:
    """The worksheet is found under another round, too."""
    return row and replace(row, marks=" ".join(sorted({*row.marks.split(), mark("round", event.round_id)})))


def _marks(project: Project) -> set[str]:
    return (
        {mark("country", each.country) for each in project.participants if each.country}
        | {mark("org", each.organisation_id) for each in project.participants}
        | {mark("person", each) for each in (project.lead, *project.officials)}
        | {mark("lang", project.language.partition("-")[0].lower())}
    )
