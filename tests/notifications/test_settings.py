from datetime import timedelta

import pytest
from pydantic import ValidationError

from cityteams_notifications.settings import Settings


def settings(**told):
    return Settings(store_url="sqlite:///notifications.db", **told)


def test_a_password_never_travels_in_the_clear():
    with pytest.raises(ValidationError, match="SMTP_STARTTLS=true"):
        settings(smtp_user="cityteams", smtp_password="secret")
    assert "secret" not in repr(settings(smtp_user="c", smtp_password="secret", smtp_starttls=True))


@pytest.mark.parametrize(
    "told",
    [
        {"smtp_from": "cityteams"},
        {"smtp_from": "a@b\r\nBcc: c@d"},
        {"smtp_port": 0},
        {"mail_delays": ()},
        {"mail_delays": (timedelta(0),)},
        {"mail_batch": 0},
        {"smtp_timeout": timedelta(days=1)},
    ],
)
def test_nonsense_is_refused_by_name(told):
    with pytest.raises(ValidationError, match=next(iter(told))):
        settings(**told)


def test_delays_are_read_from_the_environment_in_seconds(monkeypatch):
    monkeypatch.setenv("CITYTEAMS_MAIL_DELAYS", "[1, 2.5]")
    monkeypatch.setenv("CITYTEAMS_SMTP_TIMEOUT", "10")
    assert settings().mail_delays == (timedelta(seconds=1), timedelta(seconds=2.5))
    assert settings().smtp_timeout == timedelta(seconds=10)
