from base64 import b64encode

import pytest
from pydantic import ValidationError

from cityteams_chassis import run
from cityteams_registration.app import build
from cityteams_registration.settings import Settings

KEY = bytes(range(32))
GOOD = b64encode(KEY).decode()


def settings(monkeypatch, key):
    monkeypatch.setenv("CITYTEAMS_STORE_URL", "sqlite:////tmp/never-opened.db")
    monkeypatch.setenv("CITYTEAMS_CONTACT_KEY", key)
    return Settings()  # type: ignore[call-arg]


@pytest.mark.parametrize("key", [GOOD, f"{GOOD}\n"])
def test_the_master_key_comes_from_the_environment_also_with_the_line_end_of_a_file(monkeypatch, key):
    assert settings(monkeypatch, key).master_key == KEY


@pytest.mark.parametrize("key", ["not base64 !!", "Zm9v", b64encode(bytes(31)).decode(), "ключ"])
def test_a_malformed_master_key_is_refused_by_name_with_the_remedy_and_not_repeated(monkeypatch, key):
    with pytest.raises(ValidationError) as refused:
        settings(monkeypatch, key)
    said = str(refused.value)
    assert "contact_key" in said
    assert "openssl rand -base64 32" in said
    assert key not in said


def test_a_missing_master_key_is_refused_without_showing_the_other_settings(monkeypatch):
    monkeypatch.delenv("CITYTEAMS_CONTACT_KEY", raising=False)
    monkeypatch.setenv("CITYTEAMS_NATS_PASSWORD", "open sesame")
    monkeypatch.setenv("CITYTEAMS_STORE_URL", "sqlite:////tmp/never-opened.db")
    with pytest.raises(ValidationError, match="contact_key") as refused:
        Settings()  # type: ignore[call-arg]
    assert "sesame" not in str(refused.value)


def test_the_service_ends_with_one_line_that_names_the_variable(monkeypatch, capsys):
    monkeypatch.setenv("CITYTEAMS_STORE_URL", "sqlite:////tmp/never-opened.db")
    monkeypatch.setenv("CITYTEAMS_CONTACT_KEY", "Zm9v")
    with pytest.raises(SystemExit) as ended:
        run(build)
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "CITYTEAMS_CONTACT_KEY: " in line
    assert "openssl rand -base64 32" in line


def test_settings_do_not_show_the_master_key(monkeypatch):
    assert GOOD not in repr(settings(monkeypatch, GOOD))
