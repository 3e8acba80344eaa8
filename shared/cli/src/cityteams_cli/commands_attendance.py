"""`cityteams attendance`, `cityteams checkin` and `cityteams meetings`: who comes, the door, and who meets whom."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile, refusals

if TYPE_CHECKING:
    from cityteams_cli.desk import Where

Seating = Annotated[str, typer.Argument(help="The id of the seating, such as jam-2018.")]
Gathering = Annotated[str, typer.Argument(help="The id of the gathering, such as jam-2018.")]
Person = Annotated[str, typer.Argument(help="The id of the person, or their mail address.")]
Badges = Annotated[Path, typer.Option("--file", help="The device's file of badges.")]
attendance = typer.Typer(no_args_is_help=True, help="Who comes: seats, answers, waiting lists.")
checkin = typer.Typer(no_args_is_help=True, help="The door: badges, also on a device without a network.")
meetings = typer.Typer(no_args_is_help=True, help="Meetings at a Tech Jam.")


def _where(portal: str | None, token: str | None, token_file: Path | None, data: Path, *, json: bool) -> "Where":
    from cityteams_cli.desk import Where  # noqa: PLC0415 - only a command that talks pays for it

    return Where(portal, token, token_file, data, json)


def _desk() -> Any:
    from cityteams_cli import desk  # noqa: PLC0415

    return desk


@attendance.command("list")
def list_(portal: PortalUrl = None, data: Data = VAR, json: AsJson = False) -> None:
    """Where people are asked whether they come, and how full it is."""
    columns = ("seating_id", "title", "taken", "waiting", "closed")
    _desk().show_list(_where(portal, None, None, data, json=json), "/seatings", columns, 200)


@attendance.command()
def show(
    seating: Seating,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """One seating: how many come, by kind of organisation and by country."""
    _desk().show_one(_where(portal, token, token_file, data, json=json), f"/seatings/{seating}")


@attendance.command("open")
def open_(  # noqa: PLR0913, PLR0917
    seating: Seating,
    gathering: Gathering,
    title: Annotated[str, typer.Option(help="What people come to.")],
    capacity: Annotated[int, typer.Option(min=0, help="How many seats there are.")],
    session: Annotated[str | None, typer.Option(help="The id of a session of the gathering.")] = None,
    guests: Annotated[int, typer.Option(min=0, max=10, help="How many guests somebody may bring.")] = 0,
    hold: Annotated[int, typer.Option(min=0, help="Minutes that an offered seat is held; 0 gives it at once.")] = 1440,
    until: Annotated[datetime | None, typer.Option(help="Until when answers are taken (UTC).")] = None,
    invited: Annotated[bool, typer.Option("--invited", help="Only for those who are invited.")] = False,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Ask who comes: members first, then everybody; or the invited alone."""
    members = {"code": "member", "name": "Members", "entitled": "members"}
    public = {"code": "public", "name": "Everybody", "entitled": "anyone"}
    classes = [{"code": "invited", "name": "The invited", "entitled": "invited"}] if invited else [members, public]
    plan: dict[str, Any] = {
        "capacity": capacity,
        "classes": classes,
        "hold_minutes": hold,
        "guests_most": guests,
        "closes_at": f"{until.isoformat()}Z" if until else None,
    }
    body = {"seating_id": seating, "gathering_id": gathering, "session_id": session, "title": title, "plan": plan}
    _desk().do(_where(portal, token, token_file, data, json=json), "/seatings", body)


@attendance.command()
def answer(  # noqa: PLR0913, PLR0917
    seating: Seating,
    person: Person,
    word: Annotated[str, typer.Argument(help="yes, no or maybe.")],
    guests: Annotated[int, typer.Option(min=0, max=10, help="How many guests come along.")] = 0,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Say for somebody whether they come."""
    named = {"mail": person, "name": person} if "@" in person else {"person_id": person}
    body = {"answer": word, "guests": guests, **named}
    _desk().do(_where(portal, token, token_file, data, json=json), f"/seatings/{seating}/answer", body)


@attendance.command()
def attendees(
    seating: Seating,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Everybody with a seat, and those who wait in their order."""
    columns = ("person_id", "guest", "seat_class", "state", "number", "hold_until")
    _desk().show_list(
        _where(portal, token, token_file, data, json=json), f"/seatings/{seating}/attendees", columns, 20_000
    )


@checkin.command()
def fetch(
    seating: Seating,
    file: Badges,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR,
) -> None:  # fmt: skip
    """Take along which badges are valid, before the device goes offline."""
    from cityteams_cli.device import Device  # noqa: PLC0415

    found = _desk().run_for(_where(portal, token, token_file, data, json=False), "", f"/seatings/{seating}/badges")
    with refusals():
        made = Device.begun(file, seating, found["items"])
    typer.echo(f"{len(made.badges)} badges are valid at {seating}; this device is {made.name}")


@checkin.command()
def scan(
    file: Badges, code: Annotated[list[str] | None, typer.Argument(help="Codes; else one a line.")] = None
) -> None:
    """Scan badges, without a network: a code a line, as hand scanners type them."""
    from cityteams_cli.device import Device  # noqa: PLC0415

    with refusals():
        device = Device.read(file)
        for said in device.scan(code or (line for line in sys.stdin if line.strip())):
            typer.echo(said)


@checkin.command()
def send(
    file: Badges,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Hand in what was scanned. Sending it again does no harm."""
    from cityteams_cli.device import Device  # noqa: PLC0415

    with refusals():
        device = Device.read(file)
    for scans in device.batches():
        body = {"device_id": device.name, "scans": scans}
        _desk().do(_where(portal, token, token_file, data, json=json), f"/seatings/{device.seating}/scans", body)


@meetings.command("open")
def open_meetings(  # noqa: PLR0913, PLR0917
    gathering: Gathering,
    file: Annotated[Path, typer.Argument(exists=True, help="JSON with `periods` and `tables`, as the API takes them.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Say when and at which tables people can meet."""
    from json import loads  # noqa: PLC0415

    with refusals():
        body = loads(file.read_text("utf-8"))
    _desk().do(_where(portal, token, token_file, data, json=json), f"/gatherings/{gathering}/meetings/open", body)


@meetings.command()
def plan(  # noqa: PLR0913, PLR0917
    gathering: Gathering,
    seconds: Annotated[int, typer.Option(min=5, max=1800, help="How long the engines may work.")] = 120,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Have all agreed meetings of a gathering planned."""
    where = _where(portal, token, token_file, data, json=json)
    _desk().do(where, f"/gatherings/{gathering}/meetings/plan", {"seconds": seconds})


@meetings.command("show")
def show_meetings(
    gathering: Gathering,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """All meetings of a gathering."""
    columns = ("meeting_id", "state", "starts", "table", "area", "people", "subject_line")
    _desk().show_list(
        _where(portal, token, token_file, data, json=json), f"/gatherings/{gathering}/meetings", columns, 5_000
    )


@meetings.command()
def cancel(  # noqa: PLR0913, PLR0917
    meeting: Annotated[str, typer.Argument(help="The id of the meeting.")],
    person: Person,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Call a meeting off; one that waits takes its place."""
    body = {"person_id": person}
    _desk().do_for(_where(portal, token, token_file, data, json=json), person, "", f"/meetings/{meeting}/cancel", body)


def mount(app: typer.Typer) -> None:
    """Adds these commands."""
    app.add_typer(attendance, name="attendance")
    app.add_typer(checkin, name="checkin")
    app.add_typer(meetings, name="meetings")
