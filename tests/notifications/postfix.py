"""Debian's postfix, run from a folder of its own: nothing of the machine's own mail is read or changed.

It wants STARTTLS, delivers two addresses into Maildirs, refuses all others of its domains, and takes mail for one
foreign domain that it can only hand on; what the next server says no to comes back as a report (RFC 3464).
"""

import asyncio
import os
import shutil
import subprocess
import tempfile
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from tests.support.needs import missing

DOMAIN = "cityteams.example"
RETURNS = f"returns@{DOMAIN}"
ANN = f"ann@{DOMAIN}"
_NOBODY = 65534
_MAIN = """\
compatibility_level = 3.6
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.{domain}
mydestination =
alias_maps =
alias_database =
recipient_delimiter = +
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {certificate}
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ {{ {returns} = returns/ }}, {{ {ann} = ann/ }} }}
virtual_uid_maps = static:{nobody}
virtual_gid_maps = static:{nobody}
relay_domains = {foreign}
transport_maps = inline:{{ {{ {foreign} = relay:[127.0.0.1]:{next_port} }} }}
"""
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """One postfix on a port of this machine; mail to `foreign` goes on to `next_port`."""

    def __init__(self, port: int, certificate: Path, foreign: str, next_port: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postfix-"))
        shutil.copy(certificate, self.folder / "certificate.pem")
        told = {
            "folder": self.folder,
            "certificate": self.folder / "certificate.pem",
            "domain": DOMAIN,
            "returns": RETURNS,
            "ann": ANN,
            "nobody": _NOBODY,
            "foreign": foreign,
            "next_port": next_port,
            "port": port,
        }
        for name in ("conf", "spool", "data", "mail"):
            (self.folder / name).mkdir()
        (self.folder / "conf" / "main.cf").write_text(_MAIN.format(**told))
        (self.folder / "conf" / "master.cf").write_text(_MASTER.format(**told))

    def __enter__(self) -> "Postfix":
        """Starts it; returns once it listens."""
        if not Path("/usr/lib/postfix/sbin/master").exists() or os.geteuid() != 0:
            shutil.rmtree(self.folder)
            missing("Debian's postfix, and root who alone may start it", "as root: apt-get install postfix")
        self.folder.chmod(0o755)
        shutil.chown(self.folder / "data", "postfix")
        os.chown(self.folder / "mail", _NOBODY, _NOBODY)
        self._say("start")
        return self

    def __exit__(self, *_: object) -> None:
        self._say("stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def box(self, name: str) -> Path:
        """The Maildir of an address."""
        return self.folder / "mail" / name

    async def comes(self, name: str) -> list[tuple[bytes, EmailMessage]]:
        """Waits until something lies unread in a Maildir; each mail as it lies there, and read."""
        async with asyncio.timeout(60):
            while not (there := sorted((self.box(name) / "new").glob("*"))):  # noqa: ASYNC110 - another process writes
                await asyncio.sleep(0.05)
        found = [each.read_bytes() for each in there]
        return [(raw, message_from_bytes(raw, policy=default)) for raw in found]

    def log(self) -> str:
        """What postfix wrote down."""
        return (self.folder / "log").read_text()

    def _say(self, word: str) -> None:
        told = subprocess.run(["/usr/sbin/postfix", "-c", self.folder / "conf", word], capture_output=True, check=False)
        assert told.returncode == 0, told.stderr.decode() + self.log()
