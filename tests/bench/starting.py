"""From `cityteams up` to ready, and the memory of each process, on a fresh data folder."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import psutil

from tests.bench.measure import Figure, figure
from tests.support.nats import free_port


def starting(repeats: int) -> list[Figure]:
    """Seconds until every service says that it is ready, then megabytes of resident memory by process."""
    seconds: list[float] = []
    memory: dict[str, list[float]] = {}
    for _ in range(repeats):
        folder = Path(tempfile.mkdtemp(prefix="start-"))
        try:
            took, used = _once(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        seconds.append(took)
        for name, megabytes in used.items():
            memory.setdefault(name, []).append(megabytes)
    figures = [figure("spine.start_to_ready", seconds, "s")]
    return figures + [figure(f"spine.memory.{name}", values, "MB") for name, values in sorted(memory.items())]


def _once(folder: Path) -> tuple[float, dict[str, float]]:
    command = [
        str(Path(sys.executable).parent / "cityteams"),
        "up",
        "--data",
        str(folder),
        "--port",
        str(free_port()),
        "--no-sample",
    ]
    started = time.perf_counter()
    with (folder / "log").open("wb") as log:
        house = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | {"NO_COLOR": "1"})
    try:
        while not _all_ready(folder):
            if house.poll() is not None:
                raise RuntimeError((folder / "log").read_text()[-2000:])
            time.sleep(0.05)
        return time.perf_counter() - started, _memory(house.pid)
    finally:
        house.terminate()
        house.wait(20)


def _all_ready(folder: Path) -> bool:
    try:
        run = json.loads((folder / "run.json").read_text())
        return all(httpx.get(url, timeout=1, trust_env=False).status_code == 200 for url in run["health"].values())
    except (OSError, ValueError, httpx.HTTPError):
        return False


def _memory(pid: int) -> dict[str, float]:
    parent = psutil.Process(pid)
    used = {"supervisor": parent.memory_info().rss / 1e6}
    for child in parent.children(recursive=True):
        words = " ".join(child.cmdline())
        name = next((word for word in ("nats-server", "sink", "cityteams_") if word in words), "")
        if name == "cityteams_":
            name = words.split("cityteams_")[1].split()[0]
        if name:
            used[name] = child.memory_info().rss / 1e6
    return used
