"""A service holds only what it answers with: what searches is loaded by the processes that search."""

import subprocess
import sys

import pytest

from tests.architecture import house

HEAVY = ("numba", "ortools.sat", "pandas", "pint", "pysat", "scipy", "torch", "transformers")
"""Each costs a second and a hundred megabytes, or nearly."""
SERVICES = [package.name for package in house.packages() if (package.root / "app.py").exists()]


def heavy_after(module: str) -> list[str]:
    """Which of the heavy libraries a fresh process has loaded once it imported the module."""
    words = f"import sys, {module}; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True, timeout=60)
    return done.stdout.split()


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_starts_without_the_libraries_of_its_solvers(service: str) -> None:
    assert heavy_after(f"{service}.app") == []


def test_a_solver_is_seen_to_load_them() -> None:
    assert {"numba", "ortools.sat"} <= set(heavy_after("cityteams_clusters.domain.teams.run"))
