"""Where the deployment files are, and which services they must know."""

import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from cityteams_chassis import ServiceSettings
from tests.support.needs import missing

ASSIGNMENT = re.compile(r"[A-Z][A-Z0-9_]*=")
ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PERMISSIONS = DEPLOY / "nats" / "permissions.conf"
SERVICES = sorted(path.parent.name for path in (ROOT / "services").glob("*/pyproject.toml"))


def settings_of(service: str) -> type[ServiceSettings]:
    """The class that reads a service's settings."""
    found = import_module(f"cityteams_{service}.settings").Settings
    assert isinstance(found, type)
    assert issubclass(found, ServiceSettings)
    return found


def names_of(service: str) -> dict[str, bool]:
    """Every variable that a service reads, and whether it must be there."""
    fields = settings_of(service).model_fields
    return {f"CITYTEAMS_{name.upper()}": field.is_required() for name, field in fields.items()}


def assigned(text: str) -> dict[str, str]:
    """The variables that an environment file sets."""
    return dict(line.split("=", 1) for line in text.splitlines() if ASSIGNMENT.match(line))


def commented_out(text: str) -> dict[str, str]:
    """The variables that an environment file shows with their defaults."""
    return assigned("\n".join(line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")))


def committed_files() -> list[Path]:
    """Every file of deploy/ but what was made from an example, and caches."""
    files = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    return [path for path in files if not path.with_name(f"{path.name}.example").exists()]


def filled_copy(folder: Path) -> Path:
    """A copy of deploy/ with secrets made, in the places where an operator has them."""
    copy = folder / "deploy"
    for path in committed_files():
        there = copy / path.relative_to(DEPLOY)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
    for place in ("env", "kubernetes/example/secrets"):
        subprocess.run([sys.executable, copy / "make_env.py", copy / place], check=True, stdout=subprocess.DEVNULL)
    return copy


def tool(name: str, remedy: str) -> str:
    """A program beside this Python or on the PATH."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    return found or missing(name, remedy)
