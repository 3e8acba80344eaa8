"""A process that queues and posts mailings: `python -m tests.notifications.mailings.mailing_out URL PORT`."""

import asyncio
import sys

from cityteams_contracts.notifications import MailingPrepared
from cityteams_notifications.app import build
from cityteams_notifications.archive import Found
from cityteams_notifications.mail import SmtpMailer
from cityteams_notifications.mailings.queueing import find_steps
from cityteams_notifications.postman import Postman
from cityteams_notifications.settings import Settings
from cityteams_timers import keep_time
from tests.notifications.postal import Registration
from tests.notifications.samples import NOON, example


async def work(store_url: str, smtp_port: int) -> None:
    """Until it is killed."""
    settings = Settings(store_url=store_url, smtp_port=smtp_port, log_level="error", mail_burst=10_000)
    service = build(settings)
    service.request = Registration().request  # type: ignore[method-assign,assignment]
    mailers = [SmtpMailer(settings) for _ in range(settings.mail_connections)]
    postman = Postman(service, settings, mailers, Stored())
    await asyncio.gather(postman.work(), keep_time(service, "mailings", find_steps, every=0.05))


class Stored:
    """The archive of a process without a broker: there is one mailing."""

    async def read(self, _subject: str, _event_id: str) -> Found | None:
        """Its text."""
        return Found(example(MailingPrepared), NOON, 1)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], int(sys.argv[2])))
