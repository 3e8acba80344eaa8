"""Over TLS the certificate has to be for the name, although its address is dialled by number."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from cityteams_notifications.webhooks.sender import Sender
from cityteams_notifications.webhooks.targets import Allowed
from tests.notifications.webhooks.receiver import Receiver

NAME = "hooks.example.org"


@pytest.fixture
def certified(tmp_path):
    """A server's context, and the file of the authority that vouches for its name."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, SHA256())
    )
    chain, private = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(certificate.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, private)
    return context, chain


async def here(_host, _port):
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("host", "known", "came"), [(NAME, True, 204), ("other.example.org", True, None), (NAME, False, None)]
)
async def test_the_certificate_has_to_be_for_the_name_and_from_a_known_authority(certified, host, known, came):
    context, chain = certified
    async with Receiver(tls=context) as receiver:
        allowed = Allowed(frozenset({f"{host}:{receiver.port}"}))
        sender = Sender(allowed, timedelta(seconds=5), chain if known else None, here)
        reply = await sender.post(f"https://{host}:{receiver.port}/", {}, b'{"subject":"c"}', datetime.now(UTC))
        await sender.close()
        assert reply.status == came
        assert (came is None) == (receiver.got == [])
