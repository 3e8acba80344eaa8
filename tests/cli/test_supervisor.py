import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cityteams_cli import leash
from cityteams_cli.programs import Program
from cityteams_cli.supervisor import Child, Leash, Supervisor, restart_delay
from cityteams_cli.talk import Talk, described, is_chatter
from cityteams_store.errors import Refused
from tests.cli.commanding import is_alive

SLEEPER = (sys.executable, "-c", "import time; print('asleep', flush=True); time.sleep(60)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('asleep', flush=True); time.sleep(60)",
)


@pytest.fixture
def leashed(tmp_path):
    with (tmp_path / "lock").open("w") as lock:
        held = Leash(lock)
        yield held
        held.close()


def program(command: tuple[str, ...], name: str = "it", wave: int = 0) -> Program:
    return Program(name, command, "tcp://127.0.0.1:1", wave=wave)


def pid_of(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


async def until(is_so) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - what is awaited happens in another process
            await asyncio.sleep(0.01)


def test_delays_grow_from_a_fifth_of_a_second_to_five():
    assert [restart_delay(failures) for failures in (1, 2, 3, 4, 5, 6, 50)] == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]


async def test_what_dies_is_started_again_with_one_line(leashed, capsys):
    supervisor = Supervisor(Talk(), leashed)
    (child,) = supervisor.start([program(SLEEPER)])
    await until(lambda: not child.gone)
    first = pid_of(child)
    os.kill(first, signal.SIGKILL)
    await until(lambda: pid_of(child) != first and not child.gone)
    assert await supervisor.stop()
    assert capsys.readouterr().err.count("it ended (killed by signal 9); starts again in 0.2 s") == 1
    assert not is_alive(pid_of(child))


async def test_a_refusal_at_the_start_ends_everything_with_its_own_words(leashed):
    words = "import sys; print('cityteams: the store is of a newer version', file=sys.stderr); sys.exit(2)"
    supervisor = Supervisor(Talk(), leashed)
    supervisor.start([program((sys.executable, "-c", words))])

    def refused() -> bool:
        with pytest.raises(Refused, match=r"^the store is of a newer version$"):
            supervisor.check()
        return True

    await until(lambda: all(task.done() for task in supervisor._tasks.values()))
    assert refused()
    assert await supervisor.stop()


async def test_what_does_not_stop_is_killed_in_the_end(leashed):
    supervisor = Supervisor(Talk(quiet=True), leashed)
    stubborn, later = supervisor.start([program(STUBBORN), program(SLEEPER, "later", wave=2)])
    await until(lambda: stubborn._last == "asleep" and later._last == "asleep")
    assert not await supervisor.stop(patience=1)
    assert [stubborn.gone, later.gone] == [True, True]


async def test_stopping_does_not_wait_for_the_next_start_of_what_just_died(leashed):
    supervisor = Supervisor(Talk(quiet=True), leashed)
    (child,) = supervisor.start([program((sys.executable, "-c", "raise SystemExit(1)"))])
    await until(lambda: child.process is not None and child.gone)
    assert await supervisor.stop()
    assert child.gone


def test_a_process_that_ended_is_not_noted_any_more():
    assert leash.noted(["+10\n", "+11\n", "-10\n", "+12\n", "nonsense\n", "-\n"]) == [11, 12]


@pytest.mark.slow
def test_the_leash_ends_what_is_left_when_its_holder_is_gone():
    sleepers = [subprocess.Popen(SLEEPER, stdout=subprocess.PIPE, start_new_session=True) for _ in range(3)]
    for each in sleepers:
        assert each.stdout is not None
        assert each.stdout.readline() == b"asleep\n"
    helper = subprocess.Popen([sys.executable, str(Path(leash.__file__))], stdin=subprocess.PIPE, text=True)
    assert helper.stdin is not None
    helper.stdin.write("".join(f"+{each.pid}\n" for each in sleepers))
    helper.stdin.close()
    assert [each.wait(6) for each in sleepers] == [-signal.SIGTERM] * 3
    helper.wait(6)
    for each in sleepers:
        each.communicate()


def test_log_lines_are_told_in_words_and_chatter_is_left_out():
    words, level = described(
        '{"event": "bus.away", "level": "warning", "service": "x", "timestamp": "t", "reason": "no"}'
    )
    assert (words, level) == ("bus.away reason=no", "warning")
    assert not is_chatter(words, level)
    assert is_chatter(*described("[12] [INF] Server is ready"))
    assert not is_chatter(*described("[12] [ERR] disk full"))
    assert not is_chatter(*described("Traceback (most recent call last):"))


def test_a_child_that_never_started_is_gone(leashed):
    assert Child(program(SLEEPER), Talk(), leashed).gone
