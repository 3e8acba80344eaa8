"""The migrations of a service are one line: two that were written side by side are put in order before they land."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(ROOT.glob("services/*/src/*/migrations/versions"))
NAMED = re.compile(r'^(revision|down_revision)(?:: \S+)? = (?:"(\w+)"|None)', re.MULTILINE)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parts[-3])
def test_every_migration_follows_one_other_and_is_followed_by_one(folder):
    files = [file.read_text("utf-8") for file in sorted(folder.glob("*.py"))]
    named = [dict(NAMED.findall(text)) for text in files]
    line = [(each["down_revision"], each["revision"]) for each in named]
    follows = dict(line)
    assert len(follows) == len(line), f"two migrations follow the same one: {line}"
    at, seen = "", []
    while at in follows:
        at = follows[at]
        seen.append(at)
    assert sorted(seen) == sorted(revision for _, revision in line)


def test_every_service_with_a_store_is_looked_at():
    assert len(FOLDERS) == 5
