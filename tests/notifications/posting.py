"""A process that is the postman and nothing else: `python -m tests.notifications.posting STORE_URL SMTP_PORT`."""

import asyncio
import sys

from cityteams_chassis import Service
from cityteams_notifications.app import build
from cityteams_notifications.archive import Found
from cityteams_notifications.mail import SmtpMailer
from cityteams_notifications.postman import Postman
from cityteams_notifications.settings import Settings
from tests.notifications.postal import Registration, submitted
from tests.notifications.samples import NOON


async def post(store_url: str, smtp_port: int) -> None:
    """Works until it is killed."""
    settings = Settings(store_url=store_url, smtp_port=smtp_port, log_level="error")
    service = build(settings)
    service.request = Registration().request  # type: ignore[method-assign,assignment]
    mailers = [SmtpMailer(settings) for _ in range(settings.mail_connections)]
    await Postman(service, settings, mailers, Stored(service)).work()


class Stored:
    """The archive of a process without a broker: every letter is about the same event, for another person."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def read(self, subject: str, _event_id: str) -> Found | None:
        """The event as Office.queue made it."""
        return Found(submitted(int(subject.rpartition("-")[2])), NOON, 1)


if __name__ == "__main__":
    asyncio.run(post(sys.argv[1], int(sys.argv[2])))
