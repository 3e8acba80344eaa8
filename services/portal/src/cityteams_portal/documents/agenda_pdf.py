"""The agenda as a tagged PDF (PDF/UA-1), where one used to be made by hand; the same data gives the same bytes."""

import json
from importlib.resources import files
from typing import Any

import typst

from cityteams_portal.documents.fonts import breakable, letters
from cityteams_portal.domain.calendars.schedule import Day, Schedule


def agenda_pdf(schedule: Schedule) -> bytes:
    """The whole agenda, day by day and room by room."""
    book = schedule.book
    page = {
        "title": _text(book.title),
        "subtitle": _text(f"{book.place}. Times are local ({book.time_zone})."),
        "release": f"{schedule.version} of the agenda",
        "days": [_day(each) for each in schedule.days],
    }
    compiler = typst.Compiler(
        input=(files("cityteams_portal.documents") / "agenda.typ").read_bytes(),
        font_paths=letters().fonts,
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(page)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(book.revised.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _day(day: Day) -> dict[str, Any]:
    rooms = [
        {
            "name": _text(name),
            "sessions": [
                {
                    "time": f"{each.starts:%H:%M} to {each.ends:%H:%M}",
                    "title": _text(each.line.title),
                    "track": _text(each.line.track or ""),
                }
                for each in held
            ],
        }
        for name, held in day.rooms.items()
    ]
    return {"title": f"{day.date:%A}, {day.date.day} {day.date:%B %Y}", "rooms": rooms}


def _text(words: str) -> str:
    """What the fonts can show, with places to break words that would run off the page."""
    return breakable(letters().printable(words))
