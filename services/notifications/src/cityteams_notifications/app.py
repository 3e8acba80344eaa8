"""The composition root of notifications: the only place where its parts meet."""

from cityteams_chassis import Service
from cityteams_notifications import tables
from cityteams_notifications.archive import StreamArchive
from cityteams_notifications.fold import FOLD
from cityteams_notifications.gathering import gather, watch
from cityteams_notifications.mail import SmtpMailer
from cityteams_notifications.mailings.queueing import send_mailings
from cityteams_notifications.postman import Postman
from cityteams_notifications.returns import Returns
from cityteams_notifications.senders import sender_of
from cityteams_notifications.settings import Settings
from cityteams_notifications.subscriptions import REACTIONS
from cityteams_notifications.webhooks.carrying import Carrier
from cityteams_notifications.webhooks.channels import Channels
from cityteams_notifications.webhooks.courier import Courier, utc_now
from cityteams_notifications.webhooks.desk import EndpointDesk
from cityteams_notifications.webhooks.forwarding import forwarding
from cityteams_notifications.webhooks.safe import EndpointSafe
from cityteams_notifications.webhooks.sender import Sender
from cityteams_notifications.webhooks.targets import Allowed


def build(settings: Settings | None = None) -> Service:
    """The service, not started yet. With `mail_off` letters are queued and none is sent. Raises Refused.

    Without `endpoint_key` no endpoint can be registered and no event is sent to any.
    """
    known = settings or Settings()  # type: ignore[call-arg]  # the environment gives the rest
    safe = EndpointSafe(known.endpoint_master) if known.endpoint_master else None
    allowed = Allowed(frozenset(known.webhook_allowed))
    channels = Channels(allowed)
    in_whose_name = sender_of(known)

    async def postman(service: Service) -> None:
        mailers = [SmtpMailer(known) for _ in range(known.mail_connections)]
        await Postman(service, known, mailers, StreamArchive(service), in_whose_name).work()

    async def returns(service: Service) -> None:
        if known.bounce_folder is not None:
            await Returns(service, known.bounce_folder, known.smtp_returns, utc_now).work()
        await service.stopping.wait()

    async def courier(service: Service) -> None:
        if safe is not None:
            sender = Sender(allowed, known.webhook_timeout, known.webhook_authorities)
            await Courier(service, known, Carrier(safe, sender, channels)).work()
        await service.stopping.wait()

    return Service(
        "notifications",
        known,
        metadata=tables.metadata,
        reactions=[forwarding(each) for each in REACTIONS],
        fold=FOLD,
        loops=(courier, gather) if known.mail_off else (postman, courier, gather, watch, returns, send_mailings),
        requests=EndpointDesk(safe, allowed, channels, utc_now).requests(),
    )
