"""Node programs that tests compare with: installed from a lock file with hashes, when they are not there yet."""

import fcntl
import shutil
import subprocess
from pathlib import Path

from tests.support.needs import missing


def node_with(folder: Path, package: str) -> str:
    """The path of node, once the package that a folder's lock file names is installed; skips, with the reason, if not.

    Several test processes may come at the same time: one installs, the others wait.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        missing("node", "install node 18 or newer, such as apt-get install nodejs npm")
    with (folder / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "node_modules" / package).is_dir():
            return node
        if npm is None:
            missing("npm", f"apt-get install npm, then run npm ci in tests/{folder.name}")
        words = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
        if done.returncode:
            missing(f"{package} ({done.stderr[-300:]})", f"run npm ci in {folder.name}")
    return node
