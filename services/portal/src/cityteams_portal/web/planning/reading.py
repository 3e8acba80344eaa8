"""What the pages and the API of planning read."""

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request

from cityteams_chassis import Tx
from cityteams_contracts.events import SessionEntry
from cityteams_portal.domain.planning.board import Board
from cityteams_portal.domain.planning.comparing import Difference, differences, of_slots
from cityteams_portal.domain.planning.released import OldRelease
from cityteams_portal.domain.planning.requests import PlanningRequest
from cityteams_portal.domain.planning.session import AgendaSession, SessionState, entries_now
from cityteams_portal.store import planning as store
from cityteams_portal.web.site import site_of


@dataclass(frozen=True)
class File:
    """Everything about one gathering; `releases` are those of old, the last first."""

    board: Board
    sessions: tuple[AgendaSession, ...]
    releases: tuple[OldRelease, ...]
    requests: tuple[PlanningRequest, ...] = ()

    @property
    def public(self) -> tuple[SessionEntry, ...]:
        """The last release as sessions."""
        return lines_of(self.releases[0]) if self.releases else ()

    @property
    def progress(self) -> tuple[SessionEntry, ...]:
        """The agenda in progress."""
        return entries_now(self.sessions, self.board.places)

    @property
    def ahead(self) -> tuple[Difference, ...]:
        """What the next release would change."""
        return differences(self.public, self.progress)

    @property
    def unplaced(self) -> tuple[AgendaSession, ...]:
        """Accepted sessions without a place."""
        there = {entry.session_id for entry in self.progress}
        held = (each for each in self.sessions if each.state is SessionState.ACCEPTED)
        return tuple(each for each in held if each.session_id not in there)

    @property
    def rooms(self) -> dict[str | None, str]:
        """The names of rooms; None is the whole house."""
        return {None: "Whole house"} | {room.room_id: room.name for room in self.board.held.rooms}


def lines_of(release: OldRelease) -> tuple[SessionEntry, ...]:
    """A release as sessions, also that of an expo that gives slots."""
    return release.sessions or of_slots(release.entries)


async def file_of(request: Request) -> File:
    """The gathering that the address names; 404 when there is none."""
    gathering_id = request.path_params["gathering_id"]

    def read(tx: Tx) -> File | None:
        board = store.board(tx, gathering_id)
        if board is None:
            return None
        sessions, releases = store.sessions_of(tx, gathering_id), store.releases_of(tx, gathering_id)
        return File(board, tuple(sessions), tuple(releases), tuple(store.requests_of(tx, gathering_id)))

    found = await site_of(request).service.read(read)
    if found is None:
        raise HTTPException(404)
    return found


async def release_of(request: Request) -> tuple[File, OldRelease]:
    """The release that the address names; 404 when there is none."""
    file, number = await file_of(request), request.path_params["number"]
    for each in file.releases:
        if str(each.number) == number:
            return file, each
    raise HTTPException(404)


def asked_moment(request: Request) -> datetime:
    """Now, or the moment that `?at=` names, such as 2026-06-01T09:00:00+02:00."""
    text = request.query_params.get("at", "").replace(" ", "+")
    try:
        found = datetime.fromisoformat(text) if text else datetime.now(UTC)
    except ValueError:
        raise HTTPException(400, "at: give a moment, such as 2026-06-01T09:00:00+02:00.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
