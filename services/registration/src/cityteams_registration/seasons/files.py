"""Reads the rule files of a folder; a broken one is refused with file, line, reason and remedy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from cityteams_chassis import Refused
from cityteams_contracts.registration import Round
from cityteams_contracts.values import RoundId
from cityteams_registration.domain.flaws import flaws
from cityteams_registration.seasons.layout import Broken, Layout, read_layout

SHIPPED = Path(__file__).parent
_LARGEST = 500_000
"""Bytes; an event holds a round whole."""
_SHOWN = 20
_ID: TypeAdapter[str] = TypeAdapter(Annotated[str, *RoundId.__metadata__])


@dataclass(frozen=True)
class SeasonFile:
    """A sound rule file: its round, and where `version` stands."""

    name: str
    round_id: RoundId
    round: Round
    version_line: int


def read_seasons(folder: Path | None = None) -> tuple[SeasonFile, ...]:
    """The rule files (*.yaml) of a folder, or the shipped ones, in the order of their names; raises Refused."""
    place = folder or SHIPPED
    if not place.is_dir():
        raise Refused(
            f"CITYTEAMS_SEASONS_FOLDER: {place} is no folder; give one that holds a rule file (*.yaml) a round"
        )
    read = [_read(path) for path in sorted(place.glob("*.yaml"))]
    if not read:
        raise Refused(f"CITYTEAMS_SEASONS_FOLDER: {place} holds no rule file; put one (*.yaml) for each round there")
    wrong = [*_twice([season for season, _ in read]), *_unknown_former(read)]
    if wrong:
        raise Refused("\n".join(wrong[:_SHOWN]))
    return tuple(season for season, _ in read)


def _read(path: Path) -> tuple[SeasonFile, Layout]:
    try:
        layout = read_layout(_text(path))
    except Broken as wrong:
        raise Refused(f"{path.name}:{wrong.line}: {wrong.reason}") from None
    content = dict(layout.value)
    round_id = content.pop("round", None)
    found = _misnamed(round_id, layout)
    try:
        round_ = Round.model_validate(content, extra="forbid")
    except ValidationError as wrong:
        found += [(layout.line(each["loc"]), _reason(each)) for each in _deepest(wrong)]
    else:
        found += [(layout.line(each.path), f"{_dotted(each.path)}: {each.reason}") for each in flaws(round_)]
        if not found:
            return SeasonFile(path.name, str(round_id), round_, layout.line(("version",))), layout
    raise Refused("\n".join(f"{path.name}:{line}: {reason}" for line, reason in sorted(found)[:_SHOWN]))


def _text(path: Path) -> str:
    raw = path.read_bytes()
    if len(raw) > _LARGEST:
        raise Broken(1, f"the file has {len(raw)} bytes, more than {_LARGEST}; a round has to fit into a message")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise Broken(raw[: wrong.start].count(b"\n") + 1, "this is not UTF-8; save the file as UTF-8") from None


def _misnamed(round_id: Any, layout: Layout) -> list[tuple[int, str]]:
    try:
        _ID.validate_python(round_id)
    except ValidationError:
        reason = "round: give the id of the round, 1 to 64 letters, digits, - or _, such as sc3-2018"
        return [(layout.line(("round",)), reason)]
    return []


def _deepest(wrong: ValidationError) -> list[dict[str, Any]]:
    """Without those that only follow from another one deeper down."""
    errors: list[Any] = list(wrong.errors(include_url=False, include_input=False))
    places = [each["loc"] for each in errors]
    return [
        each
        for each in errors
        if not any(len(other) > len(each["loc"]) and other[: len(each["loc"])] == each["loc"] for other in places)
    ]


def _reason(error: Mapping[str, Any]) -> str:
    place = _dotted(error["loc"])
    match error["type"]:
        case "extra_forbidden":
            return f"{place}: there is no such key; mend its name, or take it out"
        case "missing":
            return f"{place}: this is missing; add it"
        case "union_tag_invalid" | "union_tag_not_found":
            return f"{place}: name one of the checks: {error['ctx'].get('expected_tags', 'see sc3-2018.yaml')}"
        case "timezone_aware":
            return f"{place}: say the offset too, as in 2018-02-06T17:00:00-05:00"
        case _:
            return f"{place}: {error['msg']}"


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(map(str, path)) or "the file"


def _twice(seasons: Sequence[SeasonFile]) -> Iterator[str]:
    first: dict[str, str] = {}
    for season in seasons:
        if season.round_id in first:
            yield f"{season.name}:1: the round {season.round_id} is in {first[season.round_id]} already; keep one file"
        first.setdefault(season.round_id, season.name)


def _unknown_former(read: Sequence[tuple[SeasonFile, Layout]]) -> Iterator[str]:
    known = {entry.code for season, _ in read for entry in season.round.sectors}
    for season, layout in read:
        for at, entry in enumerate(season.round.sectors):
            for place, code in enumerate(entry.formerly):
                if code not in known:
                    line = layout.line(("sectors", at, "formerly", place))
                    yield (
                        f"{season.name}:{line}: sectors.{at}.formerly.{place}: no rule file has a sector {code};"
                        " mend the code, or add the file of the round that had it"
                    )
