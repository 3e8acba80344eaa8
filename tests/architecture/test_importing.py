"""Importing a module does nothing: no network, no process, no thread, no file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import house

WATCH = """
import importlib, os, sys, threading
acts = []
FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.fork",
             "os.posix_spawn", "sqlite3.connect")
def watch(event, arguments):
    if event in FORBIDDEN:
        acts.append(f"{module}: {event}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        acts.append(f"{module}: writes {arguments[0]}")
def start(thread, start=threading.Thread.start):
    acts.append(f"{module}: starts a thread")
    start(thread)
threading.Thread.start = start
module = "start"
sys.addaudithook(watch)
for module in sys.argv[1:]:
    environment = dict(os.environ)
    importlib.import_module(module)
    if dict(os.environ) != environment:
        acts.append(f"{module}: changes the environment")
print("\\n".join(acts))
"""


def acts_of_importing(modules: list[str], folder: Path) -> list[str]:
    """What importing them did, one sentence each; a failing import counts as well."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, *modules],
        check=False, capture_output=True, text=True, cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "NUMBA_CACHE_DIR": ""}, timeout=60,
    )  # fmt: skip
    failed = [f"importing failed: {done.stderr.strip().splitlines()[-1]}"] if done.returncode else []
    return [*failed, *done.stdout.split("\n")[:-1]] if done.stdout.strip() else failed


def importable(package: house.Package) -> list[str]:
    """Every module of the package that is meant to be imported."""
    left_out = {"__main__", "migrations"}
    return [source.module for source in package.sources() if not left_out & set(source.module.split("."))]


@pytest.mark.parametrize("package", house.packages(), ids=lambda p: p.word)
def test_importing_every_module_does_nothing(package: house.Package, tmp_path: Path) -> None:
    assert acts_of_importing(importable(package), tmp_path) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9))\nexcept OSError:\n    pass",
        "import threading\nthreading.Thread(target=print).start()",
        "open('left-behind', 'w').close()",
        "import os\nos.environ['PLANTED'] = '1'",
        "import sqlite3\nsqlite3.connect(':memory:')",
        "raise RuntimeError('no settings')",
    ],
)
def test_a_planted_act_while_importing_is_seen(text: str, tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(text)
    assert acts_of_importing(["planted"], tmp_path)
