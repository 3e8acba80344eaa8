"""The rules of the house as functions from what is there to the sentences about what breaks them."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.house import CALENDARS, CHASSIS, CLI, CONTRACTS, STORE, TIMERS, Source, is_standard

Edge = tuple[str, str]

SQL_MODULES = {"store", "tables", "fold", "migrations"}
NEVER = {
    "handlers": {"sqlalchemy", "nats", "faststream"},
    "store": {"nats", "faststream"},
    "tables": {"nats", "faststream"},
    "subscriptions": {"sqlalchemy", "nats"},
    "settings": {"os", "sqlalchemy", "nats", "faststream"},
}
IMPURE_MODULES = {
    "asyncio", "concurrent", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "http", "smtplib",
}  # fmt: skip
IMPURE_CALLS = {"now", "utcnow", "today", "uuid1", "uuid4", "open", "print", "input", "exec", "eval", "getenv"}
FILE_LINES, FUNCTION_LINES = 250, 40
LINES = {CHASSIS: 900, STORE: 1100}
LIBRARIES = {CONTRACTS: {"pydantic"}, STORE: {"pydantic", "pydantic_core", "sqlalchemy", "alembic"}}
DOMAIN_LIBRARIES = {
    "cityteams_registration": {"rapidfuzz"},
    "cityteams_clusters": {"numpy", "numba", "ortools", "pint"},
    "cityteams_events": {"numpy", "numba", "ortools", "pysat"},
    "cityteams_portal": {"cityteams_calendars"},
}
"""Libraries that compute and do nothing else, allowed in the domain of the package that needs them."""


def uphill(edges: Iterable[Edge], services: set[str]) -> list[str]:
    """Imports between our packages that do not go downhill: service or cli > timers > chassis > store > contracts."""
    below = {
        CONTRACTS: set[str](),
        STORE: {CONTRACTS},
        CHASSIS: {CONTRACTS, STORE},
        TIMERS: {STORE, CHASSIS},
        CALENDARS: set(),
    }
    below |= {package: {CONTRACTS, STORE, CHASSIS, TIMERS, CALENDARS} for package in (CLI, *services)}
    found = []
    for importer, imported in sorted(edges):
        here, there = _top(importer), _top(imported)
        if there == here or not there.startswith("cityteams_"):
            continue
        if here not in below or there not in below:
            found.append(f"{importer} imports {imported}, and one of the two has no place in the layers")
        elif there not in below[here]:
            found.append(f"{importer} imports {imported}, which is not below it")
    return found


def heavy_ground(edges: Iterable[Edge]) -> list[str]:
    """Third-party libraries that contracts or store import beside the few that they may stand on."""
    return [
        f"{importer} imports {imported}; {_top(importer)} stands on {', '.join(sorted(LIBRARIES[_top(importer)]))}"
        for importer, imported in sorted(edges)
        if _top(importer) in LIBRARIES and not _fits_the_ground(_top(importer), imported)
    ]


def _fits_the_ground(package: str, imported: str) -> bool:
    ours = imported.startswith("cityteams_")  # judged by uphill
    return ours or is_standard(imported) or _top(imported) in LIBRARIES[package]


def impure_imports(edges: Iterable[Edge], services: set[str]) -> list[str]:
    """Imports of a domain that are not standard (and pure), contracts, the same domain, or a library of its own."""
    return [
        f"{importer} imports {imported}; a domain is pure"
        for importer, imported in sorted(edges)
        if _top(importer) in services and _role(importer) == "domain" and not _fits_a_domain(importer, imported)
    ]


def _fits_a_domain(importer: str, imported: str) -> bool:
    if _top(imported) == _top(importer):
        return _role(imported) == "domain"
    if _top(imported) in DOMAIN_LIBRARIES.get(_top(importer), ()):
        return True
    return _top(imported) == CONTRACTS or (is_standard(imported) and _top(imported) not in IMPURE_MODULES)


def impure_acts(source: Source) -> list[str]:
    """Clocks, ids, chance, output, waiting: what a domain's code must not do."""
    return [f"{source.path}:{line} {what}; a domain is pure" for line, what in sorted(_impure_nodes(source.tree))]


def _impure_nodes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
                yield node.lineno, "waits"
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in IMPURE_CALLS:
                yield node.lineno, f"calls {name}()"
            case ast.Import(names=names):
                yield from ((node.lineno, f"imports {n.name}") for n in names if n.name.split(".")[0] in IMPURE_MODULES)
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in IMPURE_MODULES:
                yield node.lineno, f"imports {module}"
            case ast.ImportFrom(module="uuid" | "datetime", names=names):
                yield from ((node.lineno, f"imports {n.name}") for n in names if n.name in IMPURE_CALLS)
            case ast.Global():
                yield node.lineno, "has a global"


def out_of_place(edges: Iterable[Edge], services: set[str]) -> list[str]:
    """Imports that the table of a service's files forbids."""
    inside = [(a, b) for a, b in sorted(edges) if _top(a) in services]
    return [f"{a} imports {b}: {why}" for a, b in inside for why in _misplaced(a, b)]


def _misplaced(importer: str, imported: str) -> Iterator[str]:
    role, top = _role(importer), _top(imported)
    if top == "sqlalchemy" and not SQL_MODULES & set(importer.split(".")[1:]):
        yield "SQL lives in store, tables, fold and migrations"
    elif top in NEVER.get(role, ()):
        yield f"{role} never imports {top}"
    if top == _top(importer) and _role(imported) == "app" and role not in {"__main__", "app"}:
        yield "only __main__ imports app"


def deciding_tables(source: Source) -> list[str]:
    """An `if` in a subscriptions table."""
    nodes = (ast.If, ast.IfExp, ast.Match)
    return [f"{source.path}:{node.lineno} decides" for node in ast.walk(source.tree) if isinstance(node, nodes)]


def long_files(sources: Iterable[Source]) -> list[str]:
    """Files that would be easier to live in as two."""
    return [f"{s.path} has {s.lines} lines, more than {FILE_LINES}" for s in sources if s.lines > FILE_LINES]


def long_functions(source: Source) -> list[str]:
    """Functions over the limit; migrations are lists and may be long."""
    if ".migrations." in source.module:
        return []
    return [
        f"{source.path}:{node.lineno} {node.name} has {length} lines, more than {FUNCTION_LINES}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for length in [(node.end_lineno or node.lineno) - node.lineno + 1]
        if length > FUNCTION_LINES
    ]


def stood_on(edges: Iterable[Edge]) -> set[str]:
    """The chassis and what it stands on: splitting it makes it no smaller. Contracts and store count by themselves."""
    ours = {(_top(a), _top(b)) for a, b in edges if _top(b).startswith("cityteams_")}
    found, new = set[str](), {CHASSIS}
    while new:
        found |= new
        new = {b for a, b in ours if a in new} - found - {CONTRACTS, STORE}
    return found


def fat(package: str, sources: Iterable[Source]) -> list[str]:
    """The chassis (with all that it stands on) or the store over its budget."""
    total = sum(source.lines for source in sources)
    return [f"{package} has {total} lines, more than {LINES[package]}"] if total > LINES[package] else []


def classes_named_event(source: Source) -> list[str]:
    """Classes whose name is the bare word Event: a message is an event, what people attend is a gathering."""
    return [
        f"{source.path}:{node.lineno} defines the bare word Event"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and node.name == "Event"
    ]


def imported_tops(source: Source) -> set[str]:
    """The top names of everything a file imports, wherever in the file."""
    names = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            names |= {_top(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(_top(node.module))
    return names


def short_names(source: Source) -> list[str]:
    """Tests whose name is no sentence: fewer than three words."""
    return [
        f"{source.path}:{node.lineno} {node.name} is no sentence"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and node.name.count("_") < 3
    ]


def _top(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def _role(module: str) -> str:
    return [*module.split("."), ""][1]
