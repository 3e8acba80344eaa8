"""Every package says honestly what it is and what it needs, and the locks hold it."""

import re
from importlib.metadata import packages_distributions

import pytest

from tests.architecture import house, rules
from tests.architecture.house import Package

PROVIDED_BY = packages_distributions()
LOCKS = ("requirements.lock", "requirements-dev.lock")


def plain(name: str) -> str:
    """A distribution's name without its bounds and extras, in the one normal spelling."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name)[0]).lower()


def declared(package: Package) -> set[str]:
    project = package.manifest["project"]
    extras = [need for needs in project.get("optional-dependencies", {}).values() for need in needs]
    return {plain(need) for need in [*project["dependencies"], *extras]}


def undeclared(package: Package, sources: list[house.Source]) -> list[str]:
    outside = {top for source in sources for top in rules.imported_tops(source) if not house.is_standard(top)}
    return [
        f"{package.name} imports {top}"
        for top in sorted(outside - {package.name})
        if not {plain(name) for name in PROVIDED_BY.get(top, [top])} & declared(package)
    ]


@pytest.mark.parametrize("package", house.packages(), ids=lambda p: p.word)
def test_a_package_declares_what_it_imports(package: Package) -> None:
    assert undeclared(package, list(package.sources())) == []


@pytest.mark.parametrize("package", house.packages(), ids=lambda p: p.word)
def test_folder_distribution_and_package_share_one_word(package: Package) -> None:
    assert package.manifest["project"]["name"] == f"cityteams-{package.word}"
    assert (package.root / "py.typed").exists()


@pytest.mark.parametrize("package", house.services(), ids=lambda p: p.word)
def test_a_service_is_found_through_its_entry_point(package: Package) -> None:
    points = package.manifest["project"]["entry-points"]["cityteams.services"]
    assert points == {package.word: f"{package.name}.app:build"}


@pytest.mark.parametrize("package", house.packages(), ids=lambda p: p.word)
def test_every_declared_need_is_locked(package: Package) -> None:
    locked = set(re.findall(r"^([A-Za-z0-9_.-]+)==", (house.ROOT / LOCKS[0]).read_text("utf-8"), re.MULTILINE))
    ours = {f"cityteams-{p.word}" for p in house.packages()}
    assert declared(package) - ours - {plain(name) for name in locked} == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_carry_hashes_and_no_address(lock: str) -> None:
    text = (house.ROOT / lock).read_text("utf-8")
    assert "://" not in text
    pins = re.findall(r"^\S+==\S+.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^\S", text, re.MULTILINE)) > 30


def test_the_lock_of_the_weights_carries_hashes_and_no_address() -> None:
    lines = (house.ROOT / "requirements-models.lock").read_text("utf-8").splitlines()
    assert not any("://" in line for line in lines)
    pins = [line for line in lines if "==" in line]
    hashes = [line for line in lines if re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}", line)]
    assert len(pins) == len(hashes) == sum(not line.startswith("#") for line in lines) / 2


def test_the_runtime_lock_is_part_of_the_other() -> None:
    small, large = ({*re.findall(r"^\S+==\S+", (house.ROOT / n).read_text("utf-8"), re.MULTILINE)} for n in LOCKS)
    assert small <= large


def test_a_planted_undeclared_import_is_seen() -> None:
    [contracts] = [package for package in house.shared() if package.name == house.CONTRACTS]
    planted = house.Source("planted.py", "planted", "def f():\n    import sqlalchemy.orm")
    assert undeclared(contracts, [planted]) == ["cityteams_contracts imports sqlalchemy"]
