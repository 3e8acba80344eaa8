"""The options that say which portal a command speaks to, given to a command once."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any, get_type_hints

from cityteams_cli.desk import Where
from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

_OPTIONS: dict[str, tuple[Any, Any]] = {
    "portal": (PortalUrl, None),
    "token": (Token, None),
    "token_file": (TokenFile, None),
    "data": (Data, VAR),
    "json": (AsJson, False),
}


def located(work: Callable[..., None]) -> Callable[..., None]:
    """A command whose first parameter is a `Where`, with the options of one instead."""

    @wraps(work)
    def command(**given: Any) -> None:
        chosen = {name: given.pop(name) for name in _OPTIONS}
        work(Where(**chosen), **given)

    own = list(signature(work).parameters.values())[1:]
    hints = get_type_hints(work, include_extras=True)
    more = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in _OPTIONS.items()
    ]
    kept = [each.replace(annotation=hints[each.name], kind=Parameter.KEYWORD_ONLY) for each in own]
    command.__signature__ = signature(work).replace(parameters=[*kept, *more])  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in (*kept, *more)}
    return command
