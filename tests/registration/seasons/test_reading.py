from datetime import UTC, datetime

import pytest

from cityteams_chassis import Refused
from cityteams_registration.seasons.files import SHIPPED, read_seasons

GOOD = """\
round: small-2020
title: A small round
version: 1
sectors:
  - code: utility
    name: {en: Utility}
rules:
  - code: a-worksheet-needs-a-city-official
    level: block
    field: officials
    check: {check: officials, at_least: 1}
    sentence:
      en: Name one.
      no: Nevn en.
questions:
  - code: insurance
    text: {en: Who insures it?}
deadlines:
  submissions_until: 2020-06-30T17:00:00-04:00
  supplements_until: 2020-07-30T17:00:00-04:00
  frozen_from:
    title: 2020-07-01T00:00:00Z
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with one sound rule file."""
    (tmp_path / "small.yaml").write_text(GOOD, "utf-8")
    return tmp_path


def refusal(folder):
    with pytest.raises(Refused) as refused:
        read_seasons(folder)
    return str(refused.value)


def test_the_shipped_files_are_read_in_the_order_of_their_names():
    assert [each.round_id for each in read_seasons()] == ["gctc-2017", "sc3-2018"]
    assert [path.name for path in sorted(SHIPPED.glob("*.yaml"))] == ["gctc-2017.yaml", "sc3-2018.yaml"]


def test_a_folder_of_one_s_own_stands_in_for_the_shipped_ones(folder):
    (season,) = read_seasons(folder)
    assert (season.name, season.round_id, season.version_line) == ("small.yaml", "small-2020", 3)
    assert season.round.deadlines.submissions_until == datetime(2020, 6, 30, 21, tzinfo=UTC)
    assert season.round.rules[0].sentence == {"en": "Name one.", "no": "Nevn en."}


TWIN = (
    "  - {code: a-worksheet-needs-a-city-official, level: warn, field: officials,"
    " check: {check: officials, at_least: 2}, sentence: {en: Two.}}"
)
BROKEN = {
    # what is wrong: the words that are replaced, what stands there then, the line, and a word of the reason
    "no such key": ("title: A small round", "titel: A small round", 2, "titel: there is no such key"),
    "a missing key": ("version: 1\n", "", 1, "version: this is missing"),
    "a key twice": ("version: 1", "version: 1\nversion: 2", 4, "the key version is there twice"),
    "a version in words": ("version: 1", "version: one", 3, "version: "),
    "version nought": ("version: 1", "version: 0", 3, "greater than or equal to 1"),
    "no round": ("round: small-2020\n", "", 1, "round: give the id"),
    "an id with a blank": ("round: small-2020", "round: small 2020", 1, "round: give the id"),
    "a tab": ("version: 1", "\tversion: 1", 3, "this is no YAML"),
    "an open quote": ("title: A small round", 'title: "A small round', 2, "this is no YAML"),
    "bad indentation": ("    level: block", "   level: block", 9, "this is no YAML"),
    "an alias": ("title: A small round", "title: &t A\nother: *t", 3, "aliases"),
    "a list at the top": (GOOD, "- round\n", 1, "begins with keys"),
    "nothing at all": (GOOD, "", 1, "begins with keys"),
    "two documents": ("version: 1", "---\nversion: 1", 3, "this is no YAML"),
    "no sector": ("  - code: utility\n    name: {en: Utility}\n", "", 4, "sectors: "),
    "a sector in capitals": ("code: utility", "code: Utility", 5, "sectors.0.code: "),
    "a sector twice": (
        "    name: {en: Utility}\n",
        "    name: {en: Utility}\n  - code: utility\n    name: {en: Again}\n",
        7,
        "the sector utility is there twice",
    ),
    "a former sector that nobody knows": (
        "    name: {en: Utility}\n",
        "    name: {en: Utility}\n    formerly: [energy]\n",
        7,
        "no rule file has a sector energy",
    ),
    "a former sector that is one": (
        "    name: {en: Utility}\n",
        "    name: {en: Utility}\n    formerly: [utility]\n",
        7,
        "it cannot be a former code too",
    ),
    "a name without English": ("{en: Utility}", "{fr: Énergie}", 6, "the words in en are missing"),
    "a language that is none": ("{en: Utility}", "{en: Utility, english!: U}", 6, "sectors.0.name.english!"),
    "a level that is none": ("level: block", "level: stop", 9, "rules.0.level: "),
    "a field that is none": ("field: officials", "field: shoe_size", 10, "no field of the worksheet"),
    "a check that is none": ("{check: officials, at_least: 1}", "{check: luck}", 11, "name one of the checks"),
    "no check": ("    check: {check: officials, at_least: 1}\n", "", 8, "rules.0.check: this is missing"),
    "a check of nothing": ("at_least: 1", "at_least: 0", 11, "at_least"),
    "a key too many in a check": ("at_least: 1", "at_least: 1, kind: city", 11, "there is no such key"),
    "a rule twice": (
        "questions:",
        f"{TWIN}\nquestions:",
        15,
        "is there twice",
    ),
    "a sentence without English": ("      en: Name one.\n", "", 12, "the words in en are missing"),
    "days the wrong way round": (
        "    field: officials",
        "    field: officials\n    holds_from: 2020-02-01\n    holds_until: 2020-01-01",
        12,
        "the rule would never hold",
    ),
    "a day that is none": (
        "    field: officials",
        "    field: officials\n    holds_from: 2020-02-31",
        11,
        "holds_from",
    ),
    "a question that is a field": ("code: insurance", "code: title", 16, "is a field of the worksheet"),
    "a moment without offset": ("2020-06-30T17:00:00-04:00", "2020-06-30T17:00:00", 19, "say the offset too"),
    "deadlines the wrong way round": ("2020-07-30", "2020-05-30", 20, "supplements would end before"),
    "a frozen field that is none": ("    title: 2020", "    shoe_size: 2020", 22, "no field of the worksheet"),
}


@pytest.mark.parametrize(("old", "new", "line", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_its_line_and_the_reason(folder, old, new, line, reason):
    assert old in GOOD
    (folder / "small.yaml").write_text(GOOD.replace(old, new, 1), "utf-8")
    told = refusal(folder)
    assert any(each.startswith(f"small.yaml:{line}: ") and reason in each for each in told.splitlines()), told


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file(folder):
    text = GOOD.replace("level: block", "level: stop").replace("version: 1", "version: x").replace("en: Who", "fr: Qui")
    (folder / "small.yaml").write_text(text, "utf-8")
    assert [line.split(":")[1] for line in refusal(folder).splitlines()] == ["3", "9"]


def test_too_much_for_who_returns_is_refused(folder):
    more = "".join(f"  - code: q_{letter}\n    text: {{en: Why?}}\n" for letter in "abcdefghij")
    (folder / "small.yaml").write_text(GOOD.replace("deadlines:", more + "deadlines:"), "utf-8")
    assert "small.yaml:15: questions: a returning cluster would have 11 answers to give" in refusal(folder)


def test_two_files_of_one_round_are_refused(folder):
    (folder / "twin.yaml").write_text(GOOD, "utf-8")
    assert refusal(folder) == "twin.yaml:1: the round small-2020 is in small.yaml already; keep one file"


def test_a_former_sector_of_another_file_is_known(folder):
    old = GOOD.replace("small-2020", "old-2019").replace("code: utility", "code: energy")
    (folder / "old.yaml").write_text(old, "utf-8")
    new = GOOD.replace("{en: Utility}\n", "{en: Utility}\n    formerly: [energy]\n")
    (folder / "small.yaml").write_text(new, "utf-8")
    assert len(read_seasons(folder)) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"round: \xff\n", "small.yaml:1: this is not UTF-8"),
        (b"# " + b"x" * 600_000, "small.yaml:1: the file has 600002 bytes"),
        (b"round: a\nx: " + b"[" * 60 + b"]" * 60, "nested too deeply"),
        (b"[" * 20_000, "this is no YAML"),
        (b"round: \x00", "small.yaml:1: "),
        (b"? [a]\n: b\n", "small.yaml:1: a key is one word"),
    ],
    ids=["other letters", "too large", "deep", "deeper", "a control character", "a key of many words"],
)
def test_a_file_that_cannot_be_read_is_refused(folder, content, reason):
    (folder / "small.yaml").write_bytes(content)
    assert reason in refusal(folder)


def test_a_folder_without_rule_files_is_refused(tmp_path):
    assert "holds no rule file" in refusal(tmp_path)
    assert "is no folder" in refusal(tmp_path / "nowhere")
