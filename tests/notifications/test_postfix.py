"""Letters through a mail server that is not ours: postfix, with STARTTLS, a Maildir and a report that comes back."""

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from cityteams_cli.sink import REFUSED, Sink, listen
from cityteams_contracts.notifications import NotificationBounced, SuppressionBegun, SuppressionReason
from cityteams_notifications.mail import SmtpMailer
from cityteams_notifications.returns import Returns
from cityteams_notifications.senders import sender_of
from tests.notifications.postal import Office
from tests.notifications.postfix import ANN, DOMAIN, RETURNS, Postfix
from tests.support.nats import free_port

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def database():
    """It is the mail server that is tried here."""
    return "sqlite"


@pytest.fixture
def office(new_desk, tmp_path, certificate, monkeypatch):
    """Notifications as an operator sets it up: STARTTLS, DKIM, links to unsubscribe, an address for returns."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    key = tmp_path / "dkim.pem"
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key.write_bytes(KEY.private_bytes(*form))
    return Office(
        new_desk(
            smtp_host="localhost", smtp_starttls=True, smtp_from=f"letters@{DOMAIN}", smtp_returns=RETURNS,
            dkim_key_file=key, unsubscribe_key="k" * 32, mail_connections=2,
        )
    )  # fmt: skip


def public_key(_name, timeout=5):
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(KEY.public_key().public_bytes(*form))


async def deliver(office):
    """What is due goes out, and the connections are closed."""
    settings = office.desk.service.settings
    mailers = [SmtpMailer(settings) for _ in range(2)]
    await office.postman(*mailers, sender=sender_of(settings)).deliver()
    for each in mailers:
        await each.close()


async def test_a_letter_arrives_whole_and_who_is_refused_now_or_later_gets_no_more(office, certificate, tmp_path):
    people = [("Ann Ärbor", ANN), ("Nobody", f"nobody@{DOMAIN}"), ("Ben", f"ben@{REFUSED}")]
    office.registration.contacts |= {f"p-{number}": contact for number, contact in enumerate(people)}
    ann, nobody, ben = office.queue(3)
    port, beyond = office.desk.service.settings.smtp_port, free_port()
    async with await listen(Sink(tmp_path), beyond):
        with Postfix(port, certificate, REFUSED, beyond) as postfix:
            await deliver(office)
            ((raw, mail),) = await postfix.comes("ann")
            ((_, report),) = await postfix.comes("returns")
            assert await Returns(office.desk.service, postfix.box("returns"), RETURNS, office.clock).take_in() == 1
            again = office.queue(3)
            await deliver(office)
            outcomes = office.outcomes()
    assert [outcomes[each] for each in (ann, nobody, ben)] == ["sent", "refused-by-the-mail-server", "sent"]
    assert [outcomes[each] for each in again] == ["sent", *["mail-does-not-reach-the-person"] * 2]

    assert mail["Message-ID"] == f"<{ann}@cityteams.local>"
    assert mail["To"].addresses[0].display_name == "Ann Ärbor"
    assert mail["Return-Path"] == f"<returns+{ann}@{DOMAIN}>"
    assert " with ESMTPS id " in mail["Received"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert dkim.verify(raw, dnsfunc=public_key)

    assert report["Content-Type"].params["report-type"] == "delivery-status"
    (bounced,) = (each for each in office.desk.said() if isinstance(each, NotificationBounced))
    assert (bounced.delivery_id, bounced.status, bounced.permanent) == (ben, "5.1.1", True)
    begun = [each for each in office.desk.said() if isinstance(each, SuppressionBegun)]
    assert [(each.delivery_id, each.person_id, each.reason, each.status) for each in begun] == [
        (nobody, "p-1", SuppressionReason.REFUSED, "5.1.1"),
        (ben, "p-2", SuppressionReason.BOUNCED, "5.1.1"),
    ]
