"""The composition root of notifications: the only place where its parts meet."""

from cityteams_chassis import Service
from cityteams_notifications import tables
from cityteams_notifications.fold import FOLD
from cityteams_notifications.mail import SmtpMailer
from cityteams_notifications.postman import Postman
from cityteams_notifications.settings import Settings
from cityteams_notifications.subscriptions import REACTIONS


def build(settings: Settings | None = None) -> Service:
    """The service, not started yet. With `mail_off` letters are queued and none is sent."""
    known = settings or Settings()  # type: ignore[call-arg]  # the environment gives the rest

    async def postman(service: Service) -> None:
        await Postman(service, known, SmtpMailer(known)).work()

    loops = () if known.mail_off else (postman,)
    return Service("notifications", known, metadata=tables.metadata, reactions=REACTIONS, fold=FOLD, loops=loops)
