"""A real OpenID provider for tests: node's certified `oidc-provider`, in a process of its own."""

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urljoin

import httpx

from tests.support.nats import free_port
from tests.support.npm import node_with

FOLDER = Path(__file__).parents[1] / "portal" / "oidc"
CLIENT, SECRET = "portal", "secret-of-the-portal-for-tests-alone"


class OpenIdProvider:
    """One provider with one client, which may send people to `callback`. Skips the test when there is no node."""

    def __init__(self, callback: str, *, claims_in_token: bool = False) -> None:
        self._node, self._callback = node_with(FOLDER, "oidc-provider"), callback
        self._claims = "yes" if claims_in_token else "no"
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "OpenIdProvider":
        words = [self._node, "provider.mjs", str(self.port), self._callback]
        with tempfile.TemporaryFile() as log:
            self._process = subprocess.Popen(
                words, cwd=FOLDER, stdout=log, stderr=log, env=os.environ | {"CLAIMS_IN_TOKEN": self._claims}
            )
            until = time.monotonic() + 30
            while time.monotonic() < until and self._process.poll() is None:
                try:
                    httpx.get(f"{self.issuer}/.well-known/openid-configuration", trust_env=False)
                except httpx.TransportError:
                    time.sleep(0.05)
                else:
                    return self
            self.__exit__()
            log.seek(0)
            raise TimeoutError(log.read().decode()[-2000:])

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(10)

    def sign_in(self, address: str, account: str) -> str:
        """Signs somebody in at the provider and agrees to everything; the address to which the browser is sent back."""
        with httpx.Client(trust_env=False) as browser:
            answer = browser.get(address)
            for _ in range(12):
                if answer.is_redirect:
                    place = urljoin(str(answer.url), answer.headers["location"])
                    if place.startswith(self._callback):
                        return place
                    answer = browser.get(place)
                else:
                    prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
                    assert prompt, answer.text[:500]
                    typed = {"prompt": prompt[1], "login": account, "password": "any"}
                    answer = browser.post(str(answer.url), data=typed)
        raise AssertionError(f"the provider does not come to an end: {answer.status_code} {answer.text[:500]}")
