import asyncio
import signal
import subprocess
import sys
import time
from dataclasses import replace

import psutil
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from cityteams_notifications.composing import Sender
from cityteams_notifications.parts import Parts
from cityteams_notifications.signing import Signer
from cityteams_notifications.wrapping import MANY, Order, Wrapper, wrap
from tests.notifications.samples import HOSTILE, NOON, waiting

KEY = rsa.generate_private_key(public_exponent=65537, key_size=1024)
SENDER = Sender(
    "letters@cityteams.example", "cityteams", "returns@cityteams.example", signer=Signer("d.example", "s", KEY)
)
NAMES = ("Ann", "José", *HOSTILE)


def orders(number):
    """Mails to people of all kinds, one of whom has no address."""
    names = [NAMES[at % len(NAMES)] for at in range(number)]
    made = [
        Order(waiting().letter, Parts(f"Hello {name}", "Hello.\n"), name, "ann@example.org", NOON) for name in names
    ]
    return [replace(made[0], mail="nowhere"), *made[1:]]


@pytest.fixture
def wrapper():
    made = Wrapper(SENDER, processors=2)
    yield made
    made.end()


async def with_child(wrapper):
    """Until the child is ready."""
    await wrapper.wrap(orders(MANY))
    async with asyncio.timeout(60):
        while not wrapper._child.is_ready():  # noqa: ASYNC110 - another process says so
            await asyncio.sleep(0.02)
    return wrapper._child


async def test_few_mails_need_no_child(wrapper):
    assert len(await wrapper.wrap(orders(MANY - 1))) == MANY - 1
    assert wrapper._child is None


async def test_one_processor_needs_no_child():
    alone = Wrapper(SENDER, processors=1)
    await alone.wrap(orders(MANY))
    assert alone._child is None


async def test_a_child_makes_the_very_same_mails_in_order_with_their_signatures(wrapper):
    await with_child(wrapper)
    wanted = orders(3 * MANY)
    told = await wrapper.wrap(wanted)
    assert told == wrap(wanted, SENDER)
    assert told[0] is None
    assert all(mail.data.startswith(b"DKIM-Signature:") for mail in told[1:])


async def test_a_child_that_is_killed_costs_no_mail_and_is_replaced(wrapper):
    child = await with_child(wrapper)
    child.process.send_signal(signal.SIGKILL)
    child.process.wait()
    wanted = orders(MANY)
    assert await wrapper.wrap(wanted) == wrap(wanted, SENDER)
    assert wrapper._child is None
    assert (await with_child(wrapper)).process.pid != child.process.pid


PARENT = """
import asyncio
from cityteams_notifications.composing import Sender
from cityteams_notifications.wrapping import Wrapper, _start
child = _start(Sender("a@b.example", "a"))
print(child.process.pid, flush=True)
input()
"""


def test_a_child_does_not_outlive_a_postman_who_is_killed():
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 60
    while _lives(child):
        assert time.monotonic() < until
        time.sleep(0.02)


def _lives(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
