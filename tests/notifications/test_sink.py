import asyncio
import os
import signal
import smtplib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

import pytest

from cityteams_cli.sink import REFUSED, Folder, Sink, count, listen
from tests.support.nats import free_port


def mail(number: int, text: str = "Hello.") -> EmailMessage:
    """A mail with a name of its own."""
    message = EmailMessage()
    message["From"], message["To"] = "cityteams@cityteams.local", "ann@example.org"
    message["Message-ID"] = f"<{number}@cityteams.local>"
    message.set_content(text)
    return message


class Process:
    """The sink as an operator starts it."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self.process: subprocess.Popen[str] | None = None

    def start(self):
        command = [sys.executable, "-m", "cityteams_cli.sink", "--port", str(self.port), "--folder", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert f":{self.port} -> " in self.process.stdout.readline()
        return self

    def end(self, how=signal.SIGTERM):
        assert self.process is not None
        assert self.process.stdout is not None
        self.process.send_signal(how)
        self.process.stdout.close()
        return self.process.wait(10)

    def send(self, *mails):
        with smtplib.SMTP("127.0.0.1", self.port, timeout=10) as client:
            for each in mails:
                client.send_message(each)


@pytest.fixture
def sink(tmp_path):
    process = Process(tmp_path / "mail", free_port()).start()
    yield process
    if process.process.poll() is None:
        process.end()


def test_each_mail_is_a_file_and_the_same_mail_again_is_a_line(sink):
    sink.send(mail(1), mail(2), mail(1, "Hello again."))
    assert count(sink.folder) == (2, 1)
    assert all(b"Hello.\r\n" in kept.read_bytes() for kept in sink.folder.glob("*.eml"))
    assert {len(kept.stem) for kept in sink.folder.glob("*.eml")} == {40}


def test_what_was_kept_survives_a_kill_and_is_known_after_it(sink):
    sink.send(mail(1), mail(2))
    sink.end(signal.SIGKILL)
    sink.start().send(mail(2), mail(3))
    assert count(sink.folder) == (3, 1)
    assert sink.end() == 0


def test_nobody_at_the_refusing_domain_gets_mail(sink):
    refused = mail(1)
    refused.replace_header("To", f"ann@{REFUSED}")
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="550"):
        sink.send(refused)
    assert count(sink.folder) == (0, 0)


def test_a_port_that_is_taken_is_named_in_one_line(sink, tmp_path):
    command = [sys.executable, "-m", "cityteams_cli.sink", "--port", str(sink.port), "--folder", str(tmp_path)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert (second.returncode, second.stderr.count("\n")) == (2, 1)
    assert f"port {sink.port}" in second.stderr


def test_what_a_crash_left_half_written_is_swept_and_never_counted(tmp_path):
    (tmp_path / ".unfinished-1").write_bytes(b"half")
    assert count(tmp_path) == (0, 0)
    Folder(tmp_path)
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_the_same_mail_from_eight_hands_at_once_is_kept_once(tmp_path):
    folder = Folder(tmp_path)
    with ThreadPoolExecutor(8) as hands:
        new = list(hands.map(folder.put, [bytes(mail(number % 5)) for number in range(40)]))
    assert (new.count(True), count(tmp_path)) == (5, (5, 35))


async def test_mails_without_a_name_are_told_apart_by_what_they_say(tmp_path):
    server = await listen(Sink(tmp_path), 0)
    port = server.sockets[0].getsockname()[1]

    def send():
        with smtplib.SMTP("127.0.0.1", port) as client:
            for text in ("one", "two", "two"):
                client.sendmail("a@example.org", "b@example.org", f"Subject: {text}\r\n\r\n{text}\r\n")

    async with server:
        await asyncio.to_thread(send)
    assert count(tmp_path) == (2, 1)
