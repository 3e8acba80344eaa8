"""The addresses of drafts and worksheets, for people and for programs."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from cityteams_portal.web.worksheets import api, editor, mine, supplement

Answer = Callable[[Request], Awaitable[Response]]
WORKSHEET_ROUTES: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/worksheets", mine.mine),
    ("GET", "/worksheets/new", editor.new),
    ("GET", "/worksheets/{draft_id}/edit", editor.show_draft),
    ("POST", "/worksheets/{draft_id}/edit", editor.save),
    ("POST", "/worksheets/{draft_id}/share", mine.share),
    ("POST", "/worksheets/{draft_id}/drop", mine.drop),
    ("GET", "/worksheets/{draft_id}/preview", mine.preview),
    ("GET", "/worksheets/{worksheet_id}/supplement", supplement.show_supplement),
    ("POST", "/worksheets/{worksheet_id}/supplement", supplement.give),
    ("GET", "/api/v1/drafts", api.drafts),
    ("GET", "/api/v1/drafts/{draft_id}", api.draft),
    ("PATCH", "/api/v1/drafts/{draft_id}", api.save),
    ("DELETE", "/api/v1/drafts/{draft_id}", api.drop),
    ("POST", "/api/v1/drafts/{draft_id}/share", api.share),
    ("POST", "/api/v1/drafts/{draft_id}/hand-in", api.hand_in),
)
"""Method, address, and who answers."""
