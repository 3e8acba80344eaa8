"""The example environments say everything a service can be told, and nothing secret."""

import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path

import pytest

from cityteams_cli.permissions import installed_services, password_variable, users
from tests.deploy.places import (
    DEPLOY,
    SERVICES,
    assigned,
    commented_out,
    committed_files,
    filled_copy,
    names_of,
    settings_of,
)

ENV = DEPLOY / "env"
SECRETS = DEPLOY / "kubernetes" / "example" / "secrets"
PLACEHOLDER = re.compile(r"<(password|key):[a-z-]+>")
SECRET_NAME = re.compile(r"(PASSWORD|TOKEN|KEY|SECRET|STORE_URL)(_|$)")


def example(service: str) -> str:
    return (ENV / f"{service}.env.example").read_text("utf-8")


def read_by(service: str, environment: Mapping[str, str], patch: pytest.MonkeyPatch):
    """The settings as the service would read them from exactly this environment."""
    for name in [name for name in os.environ if name.startswith("CITYTEAMS_")]:
        patch.delenv(name)
    for name, value in environment.items():
        patch.setenv(name, value)
    return settings_of(service)()


@pytest.mark.parametrize("service", SERVICES)
def test_the_example_of_a_service_names_every_setting_and_no_other(service: str) -> None:
    text = example(service)
    assert assigned(text).keys() | commented_out(text).keys() == names_of(service).keys()
    assert not assigned(text).keys() & commented_out(text).keys()


@pytest.mark.parametrize("service", SERVICES)
def test_the_example_of_a_service_sets_what_is_required(service: str) -> None:
    assert {name for name, required in names_of(service).items() if required} <= assigned(example(service)).keys()


@pytest.mark.parametrize("service", SERVICES)
def test_every_setting_is_explained_on_the_line_before(service: str) -> None:
    lines = example(service).splitlines()
    settings = [at for at, line in enumerate(lines) if assigned(line) or commented_out(line)]
    bare = [lines[at] for at in settings if at - 1 not in settings and not lines[at - 1].startswith("# ")]
    assert bare == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_understands_its_example_also_with_every_default_written_out(service, tmp_path, monkeypatch) -> None:
    text = (filled_copy(tmp_path) / "env" / f"{service}.env").read_text("utf-8")
    told = read_by(service, assigned(text), monkeypatch)
    written_out = read_by(service, {**commented_out(text), **assigned(text)}, monkeypatch)
    set_by_the_image = {"health_host", "health_port", "log_format"}
    same_as_the_service = {"nats_user"}
    assert told.model_dump(exclude=set_by_the_image | same_as_the_service) == written_out.model_dump(
        exclude=set_by_the_image | same_as_the_service
    )
    assert written_out.nats_user == service


def test_the_broker_is_told_a_password_for_every_user_and_no_other() -> None:
    known = {password_variable(user.name) for user in users(installed_services())}
    for folder in (ENV, SECRETS):
        assert assigned((folder / "nats.env.example").read_text("utf-8")).keys() == known


def test_the_databases_are_those_of_the_services() -> None:
    for folder in (ENV, SECRETS):
        names = assigned((folder / "postgres.env.example").read_text("utf-8")).keys() - {"POSTGRES_PASSWORD"}
        assert names == {f"CITYTEAMS_STORE_PASSWORD_{service.upper()}" for service in SERVICES}


@pytest.mark.parametrize("folder", ["env", "kubernetes/example/secrets"])
def test_made_secrets_agree_between_the_files_and_are_private(folder: str, tmp_path: Path) -> None:
    made = filled_copy(tmp_path) / folder
    told = {path.name: assigned(path.read_text("utf-8")) for path in made.glob("*.env")}
    for service in SERVICES:
        ours = told[f"{service}.env"]
        assert ours["CITYTEAMS_NATS_PASSWORD"] == told["nats.env"][f"CITYTEAMS_NATS_PASSWORD_{service.upper()}"]
        assert told["postgres.env"][f"CITYTEAMS_STORE_PASSWORD_{service.upper()}"] in ours["CITYTEAMS_STORE_URL"]
    assert len(b64decode(told["registration.env"]["CITYTEAMS_CONTACT_KEY"])) == 32
    assert len(set(told["nats.env"].values())) == len(told["nats.env"])
    assert all(re.fullmatch(r"p[0-9a-f]{48}", password) for password in told["nats.env"].values())
    assert {path.stat().st_mode & 0o777 for path in made.glob("*.env")} == {0o600}
    assert made.stat().st_mode & 0o777 == 0o700


def test_secrets_that_are_there_are_never_made_anew(tmp_path: Path) -> None:
    copy = filled_copy(tmp_path)
    before = {path: path.read_bytes() for path in (copy / "env").iterdir()}
    again = subprocess.run(
        [sys.executable, copy / "make_env.py", copy / "env"], check=False, capture_output=True, text=True
    )
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert {path: path.read_bytes() for path in (copy / "env").iterdir()} == before


@pytest.mark.parametrize("folder", [ENV, SECRETS])
def test_made_secrets_cannot_be_committed(folder: Path) -> None:
    assert (folder / ".gitignore").read_text("utf-8").splitlines() == ["*", "!.gitignore", "!*.example"]


def secrets_in(text: str) -> list[str]:
    """Assignments of something secret that is not a placeholder, a reference or empty."""
    values = {**assigned(text), **commented_out(text)}
    return [name for name, value in values.items() if SECRET_NAME.search(name) and value and not _harmless(value)]


def _harmless(value: str) -> bool:
    return bool(PLACEHOLDER.search(value)) or value.startswith("$")


def test_no_file_of_the_deployment_holds_a_secret() -> None:
    files = [path for path in committed_files() if path.suffix != ".png"]
    assert len(files) > 40
    assert [f"{path}: {found}" for path in files for found in secrets_in(path.read_text("utf-8"))] == []


def test_a_planted_secret_is_seen() -> None:
    assert secrets_in("CITYTEAMS_NATS_PASSWORD=hunter2\n") == ["CITYTEAMS_NATS_PASSWORD"]
    assert secrets_in("CITYTEAMS_STORE_URL=postgresql+psycopg://a:b@c/d") == ["CITYTEAMS_STORE_URL"]
