import asyncio
import ssl
from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from cityteams_cli.sink import Sink, count
from cityteams_notifications.composing import Mail
from cityteams_notifications.mail import NotNow, ServerAway, SmtpMailer
from cityteams_notifications.settings import Settings

MAIL = Mail("cityteams@cityteams.local", "ann@example.org", b"Message-ID: <1@cityteams.local>\r\n\r\nHello.\r\n")


def settings(port, **told):
    return Settings(store_url="sqlite:///unused.db", smtp_host="localhost", smtp_port=port, **told)


async def gone(server):
    """Closes a server and lets both ends of its connections notice."""
    server.close()
    await asyncio.sleep(0.02)


async def tls_sink(folder, certificate):
    """A server that wants TLS and a password first."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def known(_server, _session, _envelope, _mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"cityteams", b"open sesame"), handled=False)

    def protocol():
        return SMTP(
            Sink(folder), tls_context=context, require_starttls=True, authenticator=known, auth_required=True,
            hostname="localhost",
        )  # fmt: skip

    server = await asyncio.get_running_loop().create_server(protocol, "localhost", 0)
    return server, server.sockets[0].getsockname()[1]


async def test_a_password_goes_through_tls_to_a_server_that_proves_its_name(tmp_path, certificate, monkeypatch):
    server, port = await tls_sink(tmp_path / "mail", certificate)
    told = {"smtp_starttls": True, "smtp_user": "cityteams", "smtp_password": "open sesame"}
    async with server:
        with pytest.raises(ServerAway):
            await SmtpMailer(settings(port, **told)).send(MAIL)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pytest.raises(ServerAway, match="535"):
            await SmtpMailer(settings(port, **(told | {"smtp_password": "guess"}))).send(MAIL)
        mailer = SmtpMailer(settings(port, **told))
        await mailer.send(MAIL)
        await mailer.close()
    assert count(tmp_path / "mail") == (1, 0)


async def test_a_server_that_speaks_tls_from_the_first_byte(tmp_path, certificate, monkeypatch):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(tmp_path / "mail")), "localhost", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with pytest.raises(ServerAway):
            await SmtpMailer(settings(port, smtp_implicit_tls=True)).send(MAIL)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        mailer = SmtpMailer(settings(port, smtp_implicit_tls=True))
        await mailer.send(MAIL)
        await mailer.close()
    assert count(tmp_path / "mail") == (1, 0)


async def test_a_server_that_takes_the_text_and_then_says_nothing_leaves_a_doubt():
    async def speak(reader, writer):
        for line in (b"220 hello\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n"):
            writer.write(line)
            await reader.readline()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    told = settings(port, smtp_timeout=timedelta(seconds=0.3)).model_copy(update={"smtp_host": "127.0.0.1"})
    with pytest.raises(NotNow) as no:
        await SmtpMailer(told).send(MAIL)
    await gone(server)
    assert no.value.in_doubt


async def test_a_server_that_never_greets_is_away():
    async def listen(reader, writer):
        await reader.read()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    told = settings(port, smtp_timeout=timedelta(seconds=0.2)).model_copy(update={"smtp_host": "127.0.0.1"})
    with pytest.raises(ServerAway, match="no answer"):
        await SmtpMailer(told).send(MAIL)
    await gone(server)


async def test_a_server_that_talks_nonsense_is_away():
    async def speak(_reader, writer):
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    told = settings(server.sockets[0].getsockname()[1], smtp_timeout=timedelta(seconds=1))
    with pytest.raises(ServerAway):
        await SmtpMailer(told.model_copy(update={"smtp_host": "127.0.0.1"})).send(MAIL)
    await gone(server)
