"""Every word of the worksheet's pages and every message at a field is there in every language, with its places."""

import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from jinja2.ext import babel_extract

from cityteams_portal import complaints
from cityteams_portal.domain import consents, words
from cityteams_portal.tongues import ENGLISH, LANGUAGES, Tongue, best_language, catalogue, load_tongues
from cityteams_portal.web import own_data
from cityteams_portal.web.worksheets import editor, handing_in, mine, page, saving, supplement
from cityteams_portal.worksheets import filing, labels, typed
from cityteams_registration.seasons.files import read_seasons

TEMPLATES = files("cityteams_portal") / "templates"
OTHERS = [tag for tag in LANGUAGES if tag != "en"]
SAID_AT_FIELDS = re.compile(r'"((?:must|holds|is) [^"\n]+)"')


def in_templates():
    translated = ["base.html", "command.html"]
    translated += [f"worksheets/{each.name}" for each in (TEMPLATES / "worksheets").iterdir()]
    translated += [each.name for each in TEMPLATES.iterdir() if each.name.startswith(("sign_in", "account"))]
    for name in translated:
        source = BytesIO((TEMPLATES / name).read_bytes())
        for _, _, text, _ in babel_extract(source, ["_"], [], {"encoding": "utf-8"}):
            yield from [each for each in (text if isinstance(text, tuple) else (text,)) if isinstance(each, str)][:1]


def in_code():
    yield from complaints.every_phrase()
    yield from consents.every_phrase()
    yield own_data.UNSURE
    yield from labels.every_phrase()
    yield from saving.every_phrase()
    yield from page._JS_WORDS
    yield from SAID_AT_FIELDS.findall(files("cityteams_portal.worksheets").joinpath("typed.py").read_text("utf-8"))
    for table in (words.KINDS, words.RESOURCES, words.SECTORS):
        yield from table.values()
    yield from (editor.AWAY, editor.STALE, handing_in.AWAY, handing_in.PROBLEM, filing.CHOOSE, mine.INCOMPLETE)
    yield from (page.Turn().problem, mine.NOT_SENT, page.FORMER, supplement.NOTHING_DUE)
    yield from ("Clusters", "Agenda", "Worksheets", "Partners", "About")


EVERY = sorted({*in_templates(), *in_code()})


def refusals_of_registration():
    """Every code that its README and its code name, but for the rules of a round, which bring their own languages."""
    folder = Path(__file__).parents[2] / "services" / "registration"
    named = re.findall(r"`([a-z]+(?:-[a-z]+){2,})`", (folder / "README.md").read_text("utf-8"))
    sources = [path.read_text("utf-8") for path in (folder / "src").rglob("*.py")]
    raised = [code for source in sources for code in re.findall(r'Rejected\(\s*"([a-z-]+)"', source)]
    rules = {rule.code for season in read_seasons() for rule in season.round.rules}
    return sorted({*named, *raised} - rules - {"registration-obey-commands"})


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_there_is_something_to_translate():
    assert len(EVERY) > 180
    assert "is empty; fill it in" in EVERY
    assert "Hand it in" in EVERY
    assert typed.LONGEST_TYPED


@pytest.mark.parametrize("tag", OTHERS)
def test_every_word_of_the_form_and_its_messages_is_translated(tag):
    known = catalogue(tag)
    assert [text for text in EVERY if text not in known] == []


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_has_the_places_of_its_text(tag):
    assert [text for text, said in catalogue(tag).items() if places(text) != places(said)] == []


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_is_in_its_script_and_not_the_english_text(tag):
    known = catalogue(tag)
    script = {"ko": "[가-힣]", "ar": "[\u0600-\u06ff]"}.get(tag, r"\w")
    assert [said for said in known.values() if not re.search(script, said)] == []
    assert len([text for text, said in known.items() if text == said]) <= 8


@pytest.mark.parametrize("tag", OTHERS)
def test_every_refusal_of_registration_is_said_in_every_language(tag):
    codes = refusals_of_registration()
    assert len(codes) > 45
    assert [code for code in codes if not load_tongues()[tag].knows(code)] == []


def test_a_refusal_is_said_as_the_catalogue_knows_its_rule_else_as_its_service_gave_it():
    reason = "The deadline was 2018-02-01 12:00 UTC."
    assert ENGLISH.refusal("the-deadline-has-passed", reason) == reason
    assert load_tongues()["fr"].refusal("the-deadline-has-passed", reason).startswith("La date limite")
    assert load_tongues()["fr"].refusal("nobody-knows-this-rule", reason) == reason


def test_a_text_without_a_translation_is_said_in_english():
    french = load_tongues()["fr"]
    assert french("Nobody translated this: {what}", what="x") == "Nobody translated this: x"
    assert french("Save") == "Enregistrer"
    assert ENGLISH("Save") == "Save"


def test_a_sentence_of_a_rule_is_chosen_by_language():
    assert Tongue("fr").chosen({"en": "Add one.", "fr": "Ajoutez-en un."}) == "Ajoutez-en un."
    assert Tongue("ko").chosen({"en": "Add one."}) == "Add one."
    assert Tongue("ko").chosen({}) == ""


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("", "en"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("de, pt-BR;q=0.5", "pt"),
        ("en;q=0.1, ar;q=0.9", "ar"),
        ("ko;q=0, es;q=0.2", "es"),
        ("x;q=nonsense,,;;", "en"),
        ("*", "en"),
    ],
)
def test_the_browsers_best_language_is_found(accepted, tag):
    assert best_language(accepted) == tag


async def test_a_language_asked_for_is_kept_and_pages_say_which_they_are(desk):
    async with desk.client(**{"accept-language": "fr"}) as client:
        first = await client.get("/sign-in")
        assert 'lang="fr" dir="ltr"' in first.text
        arabic = await client.get("/sign-in?lang=ar")
        assert '<html lang="ar" dir="rtl">' in arabic.text
        assert arabic.headers["content-language"] == "ar"
        assert '<html lang="ar" dir="rtl">' in (await client.get("/sign-in")).text
        assert '<html lang="ar"' in (await client.get("/sign-in?lang=<script>")).text
