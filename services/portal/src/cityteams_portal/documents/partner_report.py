"""The personal report as a tagged PDF: my matches, my introductions, my peers, my projects beside similar ones."""

from collections.abc import Iterable
from datetime import UTC, datetime

from cityteams_contracts.clusters import SuggestedPartner
from cityteams_portal.documents.receipt_pdf import Field, Page, Section, receipt_pdf
from cityteams_portal.domain.comparison import Line
from cityteams_portal.domain.partner_report import Mine, Report
from cityteams_portal.domain.partners import Introduction
from cityteams_portal.domain.words import sentence

_NEVER = datetime(2018, 1, 1, tzinfo=UTC)


def report_pdf(report: Report, facts: bytes) -> bytes:
    """The PDF with the facts attached as JSON; the same report gives the same bytes."""
    at = report.run.matched_at if report.run else _NEVER
    return receipt_pdf(report_words(report), facts, at)


def report_words(report: Report) -> Page:
    """What the PDF says."""
    sections = [_matches(report), _introductions(report.introductions)]
    sections += [section for each in report.worksheets for section in (_peers(each), _beside(each))]
    worked_out = f"{report.run.matched_at:%Y-%m-%d %H:%M} UTC" if report.run else "not yet"
    return Page(
        number="Partners",
        title="My partners and peers",
        introduction="Whom your organisations were named, why, and how your projects stand beside similar ones. "
        "Suggestions only: people decide.",
        attached="The same as data",
        facts=(("Partners worked out", worked_out), ("Worksheets", str(len(report.worksheets)))),
        sections=tuple(each for each in sections if each.fields),
        language="en",
        written_in="en",
        attachment="partners.json",
    )


def _matches(report: Report) -> Section:
    fields = []
    for organisation_id, found in report.lists.items():
        name = report.names.get(organisation_id, organisation_id)
        fields.append(Field(f"Partners of {name}", tuple(_named(found.partners)) or ("None so far.",)))
        if found.clients:
            fields.append(Field(f"Clients of {name}", tuple(_named(found.clients))))
    return Section("My matches", tuple(fields))


def _named(suggested: Iterable[SuggestedPartner]) -> Iterable[str]:
    for each in suggested:
        reasons = "; ".join(f"{reason.text.rstrip('.')} ({reason.weight:g})" for reason in each.reasons)
        yield f"{each.name} ({sentence(each.kind)}), {each.score:g} points: {reasons}."


def _introductions(found: Iterable[Introduction]) -> Section:
    lines = tuple(f"{each.first.name} and {each.second.name}: {each.state}" for each in found)
    return Section("My introductions", (Field("Asked for", lines),) if lines else ())


def _peers(mine: Mine) -> Section:
    lines = tuple(f"{each.title} ({each.similarity:.0%} alike)" for each in (mine.hint.similar if mine.hint else ()))
    title = mine.worksheet.project.title
    return Section(f"Peers of “{title}”", (Field("Existing work near it", lines),) if lines else ())


def _beside(mine: Mine) -> Section:
    lines = tuple(_compared(each) for each in mine.lines)
    title = mine.worksheet.project.title
    return Section(f"“{title}” beside similar projects", (Field("Counts", lines),) if lines else ())


def _compared(line: Line) -> str:
    return f"{line.name}: {shown(line.mine)}; the middle of {line.others} similar projects is {shown(line.middle)}"


def shown(value: float | None) -> str:
    """A count in words; what nobody said is never zero."""
    return "not reported" if value is None else f"{value:g}"
