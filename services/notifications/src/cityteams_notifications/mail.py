"""The SMTP adapter: one connection, used again, and three ways in which a mail is not taken."""

import re

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from cityteams_notifications.composing import Mail
from cityteams_notifications.settings import Settings

_CLOSING = 421
_NO_ANSWER = 0
_ENHANCED = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?=\s|$)")


class NotTaken(Exception):  # noqa: N818 - reads as what happened
    """The mail server did not take the mail: `code` is its answer, 0 for none (its words may name a person: not kept).

    `status` is the code of RFC 3463 before them, if there is one; `of_recipient` says that the answer was given to the
    recipient and not to the text; `in_doubt` that the answer was lost after the text had gone out.
    """

    def __init__(
        self, code: int = _NO_ANSWER, *, status: str | None = None, of_recipient: bool = False, in_doubt: bool = False
    ) -> None:
        super().__init__(f"the mail server answers {code}" if code else "the mail server gives no answer")
        self.code, self.status, self.of_recipient, self.in_doubt = code, status, of_recipient, in_doubt


class ServerAway(NotTaken):
    """There is no mail server to talk to, or it wants nothing from us now: every letter waits."""


class NotNow(NotTaken):
    """This one mail was not taken now."""


class RefusedForGood(NotTaken):
    """The mail server will never take this mail."""


class SmtpMailer:
    """Sends mails one after the other over a connection that is opened when needed and kept until `close`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: SMTP | None = None

    async def send(self, mail: Mail) -> None:
        """Returns when the server has taken the mail over; raises ServerAway, NotNow or RefusedForGood."""
        client, text_went_out = await self._begin(mail.sender), False
        try:
            await client.rcpt(mail.recipient)
            text_went_out = True
            await client.data(mail.data)
        except (SMTPRecipientRefused, SMTPDataError) as no:
            await self._reset(client, no.code)
            kind = RefusedForGood if 500 <= no.code < 600 else NotNow
            raise kind(no.code, status=_status(no.message), of_recipient=not text_went_out) from None
        except (SMTPException, OSError, ValueError) as lost:
            self._drop()
            raise NotNow(_code(lost), in_doubt=text_went_out) from None

    async def close(self) -> None:
        """Says goodbye to the server, if it still listens."""
        client, self._client = self._client, None
        if client is not None and client.is_connected:
            try:
                await client.quit(timeout=2)
            except (SMTPException, OSError):
                client.close()

    async def _begin(self, sender: str) -> SMTP:
        """A connection on which MAIL FROM was accepted; an old one that has gone stale is replaced once."""
        if self._client is not None:
            try:
                return await self._mail_from(self._client, sender)
            except ServerAway:
                self._drop()
        return await self._mail_from(await self._connect(), sender)

    async def _connect(self) -> SMTP:
        known = self._settings
        client = SMTP(
            hostname=known.smtp_host,
            port=known.smtp_port,
            local_hostname=known.smtp_from.rpartition("@")[2],
            use_tls=known.smtp_implicit_tls,
            start_tls=known.smtp_starttls,
            username=known.smtp_user or None,
            password=known.smtp_password.get_secret_value() if known.smtp_user else None,
            timeout=known.smtp_timeout.total_seconds(),
        )
        try:
            await client.connect()
        except (SMTPException, OSError) as away:
            client.close()
            raise ServerAway(_code(away)) from None
        self._client = client
        return client

    async def _mail_from(self, client: SMTP, sender: str) -> SMTP:
        try:
            await client.mail(sender)
        except SMTPSenderRefused as no:
            await self._reset(client, _CLOSING)
            raise ServerAway(no.code) from None
        except (SMTPException, OSError) as lost:
            self._drop()
            raise ServerAway(_code(lost)) from None
        return client

    async def _reset(self, client: SMTP, code: int) -> None:
        """Makes the connection ready for the next mail, or lets go of it."""
        if code == _CLOSING:
            return self._drop()
        try:
            await client.rset()
        except (SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


def _code(wrong: BaseException) -> int:
    return wrong.code if isinstance(wrong, SMTPResponseException) else _NO_ANSWER


def _status(words: str) -> str | None:
    """The code of RFC 3463 with which an answer begins."""
    found = _ENHANCED.match(words)
    return found[1] if found else None
