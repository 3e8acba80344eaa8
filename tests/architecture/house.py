"""The repository as the architecture tests see it: packages found by looking, sources parsed, imports as a graph."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import grimp

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS, STORE, CHASSIS, CLI = "cityteams_contracts", "cityteams_store", "cityteams_chassis", "cityteams_cli"
TIMERS, CALENDARS = "cityteams_timers", "cityteams_calendars"


@dataclass(frozen=True)
class Package:
    """One distribution of the repository; `folder` holds its pyproject.toml."""

    folder: Path

    @property
    def word(self) -> str:
        """The one word that names folder, distribution, package and entry point."""
        return self.folder.name

    @property
    def name(self) -> str:
        """The import name."""
        return f"cityteams_{self.word}"

    @property
    def root(self) -> Path:
        """The folder of the import package."""
        return self.folder / "src" / self.name

    @property
    def manifest(self) -> dict[str, Any]:
        """The parsed pyproject.toml."""
        return tomllib.loads((self.folder / "pyproject.toml").read_text("utf-8"))

    def sources(self) -> Iterator["Source"]:
        """Every Python file, also those that no package holds, such as migrations."""
        for path in sorted(self.root.rglob("*.py")):
            yield Source.read(path, self.root)


@dataclass(frozen=True)
class Source:
    """One Python file; `module` is its dotted name."""

    path: str
    module: str
    text: str

    @classmethod
    def read(cls, path: Path, root: Path) -> "Source":
        """The file at `path`, below the package folder `root`."""
        parts = [root.name, *path.relative_to(root).with_suffix("").parts]
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        return cls(str(path.relative_to(ROOT)), module, path.read_text("utf-8"))

    @property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        """All lines, blank ones too."""
        return len(self.text.splitlines())

    @property
    def is_domain(self) -> bool:
        """Whether it belongs to the pure inside of a service."""
        return "domain" in self.module.split(".")[1:2]


def services() -> list[Package]:
    """What lies in services/."""
    return _packages("services")


def shared() -> list[Package]:
    """What lies in shared/ and is a package."""
    return _packages("shared")


def packages() -> list[Package]:
    """All distributions of the repository."""
    return [*shared(), *services()]


def _packages(folder: str) -> list[Package]:
    return [Package(path.parent) for path in sorted((ROOT / folder).glob("*/pyproject.toml"))]


@cache
def _built() -> grimp.ImportGraph:
    first, *others = [package.name for package in packages()]
    return grimp.build_graph(first, *others, include_external_packages=True, cache_dir=None)


def edges() -> frozenset[tuple[str, str]]:
    """Every (importer, imported) pair of modules; a third-party or standard module appears by its top name."""
    graph = _built()
    return frozenset(
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    )


def is_standard(module: str) -> bool:
    """Whether the module belongs to Python itself."""
    return module.split(".", maxsplit=1)[0] in sys.stdlib_module_names


def test_sources() -> Iterator[Source]:
    """Every test file of the repository."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        yield Source.read(path, ROOT / "tests")


test_sources.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for a test
