"""What we sign is verified by others: the standard's libraries for Python and JavaScript, and openssl in a shell."""

import json
import shutil
import subprocess
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from cityteams_notifications.webhooks.safe import CannotOpen, EndpointSafe
from cityteams_notifications.webhooks.signing import Keys, signed_headers
from tests.support.needs import missing

FOLDER = Path(__file__).with_name("verifying")
KEYS = st.builds(Keys, st.binary(min_size=24, max_size=64), st.binary(min_size=32, max_size=32))
BODIES = st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=4).map(
    lambda told: json.dumps(told, ensure_ascii=False).encode()
)
IDS = st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True)
ONE, OTHER = Keys(b"1" * 32, b"2" * 32), Keys(b"3" * 32, b"4" * 32)


def now():
    return datetime.now(UTC)


def holds_v1a(keys, headers, body):
    key = Ed25519PublicKey.from_public_bytes(b64decode(keys.told_public.removeprefix("whpk_")))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    for each in headers["webhook-signature"].split():
        if each.startswith("v1a,"):
            try:
                key.verify(b64decode(each[4:]), signed)
            except InvalidSignature:
                continue
            return True
    return False


def holds_v1(keys, headers, body):
    try:
        Webhook(keys.told_secret).verify(body, headers, json_parse=False)
    except WebhookVerificationError:
        return False
    return True


@settings(max_examples=1000, deadline=None)
@given(KEYS, IDS, BODIES)
def test_the_library_for_python_agrees_with_a_thousand_random_ones(keys, message_id, body):
    headers = signed_headers(message_id, now(), body, [keys])
    assert holds_v1(keys, headers, body)
    assert holds_v1a(keys, headers, body)


@pytest.mark.parametrize("check", [holds_v1, holds_v1a])
def test_during_a_rotation_both_keys_verify_and_a_third_does_not(check):
    headers = signed_headers("m-1", now(), b"{}", [ONE, OTHER])
    assert [part.partition(",")[0] for part in headers["webhook-signature"].split()] == ["v1", "v1a", "v1", "v1a"]
    assert check(ONE, headers, b"{}")
    assert check(OTHER, headers, b"{}")
    assert not check(Keys(b"5" * 32, b"6" * 32), headers, b"{}")


@pytest.mark.parametrize("check", [holds_v1, holds_v1a])
@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "m-2"},
        {"webhook-timestamp": str(int(now().timestamp()) + 1)},
        {"webhook-signature": "v1,AAAA v1a,AAAA"},
    ],
    ids=["another id", "another moment", "another signature"],
)
def test_whatever_is_changed_on_the_way_is_noticed(check, change):
    headers = signed_headers("m-1", now() - timedelta(seconds=30), b'{"a":1}', [ONE])
    assert check(ONE, headers, b'{"a":1}')
    assert not check(ONE, headers, b'{"a": 1}')
    assert not check(ONE, headers | change, b'{"a":1}')


def test_what_is_old_is_refused_by_the_library():
    headers = signed_headers("m-1", now() - timedelta(minutes=6), b"{}", [ONE])
    assert not holds_v1(ONE, headers, b"{}")


def test_the_library_for_javascript_agrees():
    node = _node()
    cases = [(keys, body) for keys in (ONE, OTHER) for body in (b"{}", '{"é":"서울"}'.encode())]
    asked = []
    for keys, body in cases:
        headers = signed_headers("m-1", now(), body, [OTHER, ONE])
        known = {"secret": keys.told_secret, "publicKey": keys.told_public, "headers": headers}
        asked += [{**known, "body": body.decode()}, {**known, "body": body.decode() + " "}]
    done = subprocess.run(
        [node, "verify.mjs"],
        cwd=FOLDER,
        input="\n".join(map(json.dumps, asked)),
        capture_output=True,
        text=True,
        check=True,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert told == [{"v1": True, "v1a": True}, {"v1": False, "v1a": False}] * len(cases)


@pytest.mark.parametrize("body", [b"{}", '{"name":"São Paulo","key":"서울"}'.encode()])
def test_a_shell_with_openssl_agrees(tmp_path, body):
    if shutil.which("openssl") is None:
        missing("openssl", "apt-get install openssl")
    file, changed = tmp_path / "body", tmp_path / "changed"
    file.write_bytes(body)
    changed.write_bytes(body + b" ")
    headers = signed_headers("m-1", now(), body, [OTHER, ONE])
    assert _in_a_shell(headers, file, ONE) == "yes yes"
    assert _in_a_shell(headers, changed, ONE) == "no no"
    assert _in_a_shell(headers, file, Keys(b"5" * 32, b"6" * 32)) == "no no"


def test_sealed_keys_open_at_their_own_place_under_their_own_master_alone():
    safe = EndpointSafe(bytes(32))
    sealed = safe.seal_keys("k-1", ONE)
    assert safe.open_keys("k-1", sealed) == ONE
    assert ONE.secret not in sealed
    for other, place in ((safe, "k-2"), (EndpointSafe(b"1" * 32), "k-1")):
        with pytest.raises(CannotOpen):
            other.open_keys(place, sealed)
    with pytest.raises(CannotOpen):
        safe.open_url("k-1", sealed)
    assert "1" not in repr(ONE)


def _in_a_shell(headers, file, keys):
    words = [headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], str(file)]
    words += [keys.told_secret, keys.told_public]
    script = str(FOLDER / "verify.sh")
    return subprocess.run(["sh", script, *words], capture_output=True, text=True, check=True).stdout.strip()


def _node():
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        missing("node", "install node 18 or newer, such as apt-get install nodejs npm")
    if not (FOLDER / "node_modules" / "standardwebhooks").is_dir():
        if npm is None:
            missing("npm", "apt-get install npm, then run npm ci in tests/notifications/webhooks/verifying")
        words = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(words, cwd=FOLDER, capture_output=True, text=True, timeout=240, check=False)
        if done.returncode:
            missing(f"standardwebhooks ({done.stderr[-300:]})", f"run npm ci in {FOLDER}")
    return node
