"""Letters before anybody gets them: every kind, in every language, by the code that words real ones."""

import json

import pytest

from cityteams_contracts.notifications import LetterKind
from cityteams_notifications import previewing
from cityteams_notifications.domain.worded import WORDED_BY, WORDED_FOR
from cityteams_notifications.rendering import Renderer
from cityteams_notifications.tongue import LANGUAGES

RENDERER = Renderer()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_can_be_looked_at_in_every_language(language):
    for kind in LetterKind:
        shown = previewing.preview(kind, language, RENDERER)
        assert (shown.kind, shown.language) == (kind, language)
        assert shown.subject
        assert "{{" not in shown.subject + shown.text
        assert f'lang="{language}"' in shown.html


def test_every_event_that_asks_for_letters_is_named_with_one():
    named = {event for kind in LetterKind for event in previewing.asked_by(kind)}
    assert named == {contract.type() for contract in (*WORDED_BY, *WORDED_FOR)}


def test_a_letter_is_shown_as_text(capsys):
    assert previewing.main(["slot_given", "--lang", "fr"]) == 0
    subject, empty, greeting, *_ = capsys.readouterr().out.splitlines()
    assert subject.startswith("Subject: Votre créneau à GCTC Expo 2018")
    assert (empty, greeting) == ("", "Bonjour,")


def test_a_letter_is_told_to_a_program_and_written_as_a_page(capsys, tmp_path):
    page = tmp_path / "slot.html"
    assert previewing.main(["slot_given", "--lang", "ar", "--json", "--html", str(page)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["language"], told["direction"]) == ("slot_given", "ar", "rtl")
    assert (told["topic"], told["asked_by"]) == ("gatherings", ["org.cityteams.slot.given.v1"])
    assert page.read_text("utf-8") == told["html"]


def test_all_kinds_are_listed_with_their_topics(capsys):
    assert previewing.main(["--list", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["kind"] for row in rows] == list(LetterKind)
    assert {row["kind"]: row["topic"] for row in rows}["kpi_due"] == "kpis"


@pytest.mark.parametrize("asked", [["slot_gven"], ["slot_given", "--lang", "de"], []])
def test_what_cannot_be_shown_is_refused_with_what_can(asked, capsys):
    with pytest.raises(SystemExit) as ended:
        previewing.main(asked)
    assert ended.value.code == 2
    assert "slot_given" in (told := capsys.readouterr().err) or "'fr'" in told or "--list" in told


def test_a_page_that_cannot_be_written_is_told_with_a_remedy(capsys, tmp_path):
    assert previewing.main(["slot_given", "--html", str(tmp_path / "no" / "slot.html")]) == 2
    assert "name another file" in capsys.readouterr().err
