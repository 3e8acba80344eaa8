"""A real portal at a port of this machine and real browsers in front of it."""

import asyncio
import os
import shutil
import signal
import sys
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import uvicorn
from playwright.async_api import BrowserContext, Playwright, async_playwright

from cityteams_portal.web.server import website
from tests.portal.pair import Pair
from tests.portal.signing import COOKIE, sign_in
from tests.support.needs import missing

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """The path of the browser; skips at home and fails in CI when there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or missing("the browser Chromium", "apt-get install chromium")


class _Server(uvicorn.Server):
    """Leaves the signals to the tests."""

    @contextmanager
    def capture_signals(self) -> Any:
        """Captures none."""
        yield


@asynccontextmanager
async def served(pair: Pair):
    """The portal's address, while it is served."""
    app = website(pair.portal.service, pair.portal.settings)
    server = _Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="none"))
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server tells it by nothing else
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://localhost:{port}"
    finally:
        server.should_exit = True
        server.force_exit = True
        with suppress(asyncio.CancelledError):
            await task


class Window:
    """One browser with its own memory on disk, in which a person is signed in."""

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        self.context, self.folder = context, folder

    async def page(self, address: str) -> Any:
        """A tab with this page."""
        page = await self.context.new_page()
        await page.goto(address)
        return page

    def kill(self) -> None:
        """The browser dies at once, with everything that it had not written yet."""
        for each in psutil.process_iter(["cmdline"]):
            words = each.info["cmdline"] or []
            if f"--user-data-dir={self.folder}" in words and not any(word.startswith("--type=") for word in words):
                for part in each.children(recursive=True):
                    with suppress(psutil.NoSuchProcess):
                        os.kill(part.pid, signal.SIGKILL)
                os.kill(each.pid, signal.SIGKILL)
                return
        raise AssertionError("the browser was not found")


@asynccontextmanager
async def browsers():
    """The driver of the browsers."""
    async with async_playwright() as driver:
        yield driver


async def window(driver: Playwright, folder: Path, pair: Pair, person: str, name: str, **wishes: Any) -> Window:
    """Opens a browser for a person; `wishes` are those of the browser, such as no scripts or a small screen."""
    context = await driver.chromium.launch_persistent_context(
        str(folder), executable_path=chromium(), headless=True, args=_arguments(), **wishes
    )
    context.set_default_timeout(20_000)
    token = sign_in(pair.portal.service, person, name=name)
    await context.add_cookies([{"name": COOKIE, "value": token, "domain": "localhost", "path": "/", "expires": 4e9}])
    return Window(context, folder)


def _arguments() -> list[str]:
    root = sys.platform != "win32" and os.geteuid() == 0  # a browser of root has no sandbox
    return ["--no-sandbox"] if root else []
