"""What a route is: its method, its path, and the function that answers."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

Handler = Callable[[Request], Awaitable[Response]]
Routes = tuple[tuple[str, str, Handler], ...]
