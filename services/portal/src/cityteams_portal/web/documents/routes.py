"""The addresses of receipts and workbooks."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from cityteams_portal.web.documents import bringing, receipts, sheets

Answer = Callable[[Request], Awaitable[Response]]
DOCUMENT_ROUTES: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/receipts/{number}", receipts.receipt_page),
    ("GET", "/worksheets/blank.xlsx", sheets.blank),
    ("GET", "/worksheets/{worksheet_id}/receipt.json", receipts.receipt_json),
    ("GET", "/worksheets/{worksheet_id}/receipt.pdf", receipts.receipt_document),
    ("GET", "/worksheets/{worksheet_id}/sheet.xlsx", sheets.filled),
    ("GET", "/worksheets/{worksheet_id}/sheet", bringing.bring),
    ("POST", "/worksheets/{worksheet_id}/sheet", bringing.review),
    ("POST", "/worksheets/{worksheet_id}/sheet/take", bringing.take),
    ("GET", "/api/v1/receipts/{number}", receipts.api_receipt),
    ("GET", "/api/v1/worksheets/blank.xlsx", sheets.api_blank),
    ("GET", "/api/v1/worksheets/{worksheet_id}/sheet.xlsx", sheets.api_filled),
    ("POST", "/api/v1/worksheets/sheet", bringing.api_file),
)
"""Method, address, and who answers."""
