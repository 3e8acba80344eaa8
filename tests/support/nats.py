"""A real nats-server for tests: own folder, own port, killed and started again at will."""

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def free_port() -> int:
    """A TCP port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def server_binary() -> str:
    """The nats-server beside this Python, or on the PATH."""
    found = shutil.which("nats-server", path=f"{Path(sys.executable).parent}") or shutil.which("nats-server")
    if found is None:
        raise FileNotFoundError("nats-server is not installed; run `make setup`")
    return found


class NatsServer:
    """One server with JetStream on files; `sync` is its sync_interval."""

    def __init__(self, sync: str = "always", extra: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="nats-"))
        self.port = free_port()
        self.url = f"nats://127.0.0.1:{self.port}"
        self._config = self.folder / "server.conf"
        self._config.write_text(
            f'server_name: test\nlisten: "127.0.0.1:{self.port}"\nmax_payload: 262144\n'
            f'jetstream {{ store_dir: "{self.folder}/js", sync_interval: {sync} }}\n{extra}\n'
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "NatsServer":
        """Starts on the same port and folder; returns once the server says INFO."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen([server_binary(), "-c", str(self._config)], stdout=log, stderr=log)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 0.2) as probe:
                    if probe.recv(4) == b"INFO":
                        return self
            except OSError:
                time.sleep(0.005)
        raise TimeoutError((self.folder / "log").read_text()[-2000:])

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ends the server and removes its folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)
