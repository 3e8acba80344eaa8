"""A process that is the postman and nothing else: `python -m tests.notifications.posting STORE_URL SMTP_PORT`."""

import asyncio
import sys

from cityteams_notifications.app import build
from cityteams_notifications.mail import SmtpMailer
from cityteams_notifications.postman import Postman
from cityteams_notifications.settings import Settings
from tests.notifications.postal import Registration


async def post(store_url: str, smtp_port: int) -> None:
    """Works until it is killed."""
    settings = Settings(store_url=store_url, smtp_port=smtp_port, log_level="error")
    service = build(settings)
    service.request = Registration().request  # type: ignore[method-assign,assignment]
    await Postman(service, settings, SmtpMailer(settings)).work()


if __name__ == "__main__":
    asyncio.run(post(sys.argv[1], int(sys.argv[2])))
