"""Makes the files with the secrets of a deployment from the examples: `python deploy/make_env.py [FOLDER]`.

Beside each `NAME.example` it writes `NAME` with a fresh secret for every `<password:…>` and `<key:…>`; the same word
gives the same secret in all files of the folder. It never touches a file that exists.
"""

import argparse
import re
import secrets
import sys
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

WANTED = re.compile(r"<(password|key):([a-z-]+)>")


def main(arguments: list[str] | None = None) -> int:
    """Fills the folder; 1 when something is there already, and then nothing was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "env")
    folder: Path = parser.parse_args(arguments).folder
    examples = {path.with_suffix(""): path.read_text("utf-8") for path in sorted(folder.glob("*.example"))}
    there = [path for path in examples if path.exists()]
    if there or not examples:
        print(f"{there[0]} is there already" if there else f"{folder} holds no examples", file=sys.stderr)
        return 1
    folder.chmod(0o700)
    for path, text in filled(examples).items():
        path.touch(mode=0o644 if path.suffix == ".password" else 0o600)  # a container's own user reads the former
        path.write_text(text, "utf-8")
        print(f"made {path}")
    return 0


def filled(examples: Mapping[Path, str]) -> dict[Path, str]:
    """The same texts with secrets in their places."""
    known: dict[str, str] = {}

    def secret(found: re.Match[str]) -> str:
        return known.setdefault(found[0], new_key() if found[1] == "key" else new_password())

    return {path: WANTED.sub(secret, text) for path, text in examples.items()}


def new_password() -> str:
    """192 bits that begin with a letter, so that nats-server takes them for text."""
    return f"p{secrets.token_hex(24)}"


def new_key() -> str:
    """32 bytes in base64."""
    return b64encode(secrets.token_bytes(32)).decode()


if __name__ == "__main__":
    sys.exit(main())
