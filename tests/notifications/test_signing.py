"""DKIM: what this programme signs, dkimpy's verifier finds whole, and whatever is changed on the way it finds out."""

import base64
import re

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_notifications.composing import Sender, compose
from cityteams_notifications.parts import Attachment, Calendar, Parts
from cityteams_notifications.senders import sender_of
from cityteams_notifications.settings import Settings
from cityteams_notifications.signing import Signer
from cityteams_store.errors import Refused
from tests.notifications.samples import HOSTILE, NOON, waiting

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SIGNER = Signer("cityteams.local", "spring", KEY)
SENDER = Sender(
    "cityteams@cityteams.local",
    "cityteams",
    returns="bounces@cityteams.local",
    portal="https://portal.example.org",
    unsubscribe_key=b"k" * 32,
    signer=SIGNER,
)
WHOLE = Parts(
    "Your slot: Bäume",
    "Grüße aus der Stadt.\n.\nFrom here\n" + "long " * 400,
    html="<p>Grüße</p>",
    calendar=Calendar("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", "REQUEST"),
    attachments=(Attachment("receipt.json", "application/json", b'{"number": "SC3"}'),),
    topic="slot-given",
)


def dns(name, timeout=5):
    """The only record there is."""
    public = KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    assert name == b"spring._domainkey.cityteams.local."
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def signed(parts=WHOLE, name="Ann Arbor"):
    return compose(waiting().letter, parts, name, "ann@example.org", SENDER, NOON)


def test_a_mail_with_all_its_parts_verifies():
    assert dkim.verify(signed().data, dnsfunc=dns)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Subject: ", b"Subject: X"),
        (b"slot-given", b"slot-taken"),
        (b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAS"),
        (b"To: ", b"To: Eve <eve@example.org>, "),
        (b"From: cityteams <cityteams@", b"From: cityteams <eve@"),
        (b"MIME-Version", b"Subject: another one\r\nMIME-Version"),
        (b"MIME-Version", b"From: eve@example.org\r\nMIME-Version"),
        (b"MIME-Version", b"List-Unsubscribe: <https://evil.example>\r\nMIME-Version"),
    ],
)
def test_whatever_is_changed_or_added_on_the_way_is_found_out(before, after):
    data = signed().data
    assert before in data
    assert not dkim.verify(data.replace(before, after, 1), dnsfunc=dns)


def test_headers_folded_anew_on_the_way_do_not_break_the_signature():
    head, body = signed().data.split(b"\r\n\r\n", 1)
    refolded = re.sub(rb"\r\nSubject: (.*)", rb"\r\nsubject:  \1", head)
    assert dkim.verify(refolded + b"\r\n\r\n" + body, dnsfunc=dns)


def test_the_signature_covers_the_headers_of_one_click():
    (names,) = re.findall(rb"\r\n h=([^;]+);", signed().data)
    named = [name.strip() for name in names.split(b":")]
    assert {b"from", b"list-unsubscribe", b"list-unsubscribe-post", b"list-id"} <= set(named)
    assert named.count(b"from") == 2


@settings(max_examples=60, deadline=None)
@given(
    name=st.text(max_size=80), subject=st.text(max_size=150), text=st.text(st.characters(codec="utf-8"), max_size=400)
)
def test_whatever_people_are_called_and_write_the_signature_holds(name, subject, text):
    assert dkim.verify(signed(Parts(subject, text, topic="kpis"), name).data, dnsfunc=dns)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_signed_too(text):
    assert dkim.verify(signed(Parts(text, "Hello.\n"), text).data, dnsfunc=dns)


def test_the_key_comes_from_a_file_and_signs_for_the_senders_domain(tmp_path):
    file = tmp_path / "dkim.pem"
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(KEY.private_bytes(*pem))
    told = Settings(
        store_url="sqlite:///unused.db", dkim_key_file=file, dkim_selector="spring", smtp_from="x@cityteams.local"
    )
    mail = compose(waiting().letter, WHOLE, "Ann", "ann@example.org", sender_of(told), NOON)
    assert dkim.verify(mail.data, dnsfunc=dns)


@pytest.mark.parametrize("kind", ["missing", "nonsense", "elliptic"])
def test_a_key_that_cannot_be_used_stops_the_service_with_the_name_of_the_setting(tmp_path, kind):
    file = tmp_path / "dkim.pem"
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    if kind == "nonsense":
        file.write_text("no key")
    if kind == "elliptic":
        file.write_bytes(ec.generate_private_key(ec.SECP256R1()).private_bytes(*pem))
    with pytest.raises(Refused, match="CITYTEAMS_DKIM_KEY_FILE"):
        sender_of(Settings(store_url="sqlite:///unused.db", dkim_key_file=file))
