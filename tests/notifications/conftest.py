from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cityteams_notifications.app import build
from cityteams_notifications.settings import Settings
from tests.notifications.desk import Desk
from tests.support.nats import free_port

SOON = (timedelta(milliseconds=20), timedelta(milliseconds=40))
ALONE = {"mail_delays": SOON, "mail_connections": 1, "mail_batch": 20}
"""One connection, so that the order of what happens is known."""


@pytest.fixture
def new_desk(new_store, migrated):
    """Gives a desk with an empty, migrated store and without a broker, each time it is called."""

    def make(**told: object) -> Desk:
        known = {
            "store_url": new_store(),
            "log_format": "json",
            "log_level": "error",
            "mail_delays": SOON,
            "mail_connections": 1,
            "mail_batch": 20,
        }
        return Desk(migrated(build(Settings(**(known | {"smtp_port": free_port()} | told)))))

    return make


@pytest.fixture
def certificate(tmp_path):
    """A certificate for localhost that nobody signed but itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sink")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    bare = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, bare)
    place = tmp_path / "sink.pem"
    place.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return place
