"""Texts: goals of the United Nations on texts that experts labelled, and sectors of real titles, beside peers."""

import csv
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cityteams_clusters.domain.partners.zero_shot import best_threshold
from cityteams_clusters.texts.choice import TextModelName
from cityteams_clusters.texts.goals import GOALS, GoalReader
from cityteams_clusters.texts.models import TextModel, load_model
from cityteams_clusters.texts.sectors import SectorHead, taxonomy
from cityteams_contracts.values import Sector
from tests.bench.measure import Figure, figure

DATA = Path(__file__).parents[1] / "data"
PUBLISHED = {
    "AFD SDG Prospector": 0.88,
    "GPT-4o": 0.87,
    "DeepSeek v3": 0.87,
    "Llama 3 70B": 0.86,
    "Claude 4 Sonnet": 0.85,
    "text2sdg": 0.83,
    "Aurora mBERT": 0.79,
    "OSDG v1": 0.70,
}
"""Accuracy on the whole of the benchmark, as its authors list it; ours is on the half that is here."""
LABELS = {
    "Transportation": Sector.TRANSPORTATION,
    "Public Safety": Sector.PUBLIC_SAFETY,
    "Utility (Energy/Water/Waste)": Sector.UTILITY,
    "Data (City Platform/Dashboard)": Sector.DATA,
    "Wireless (Public Wi-Fi/Broadband)": Sector.WIRELESS,
    "Agriculture and Rural": Sector.AGRICULTURE_RURAL,
    "Education": Sector.EDUCATION,
    "Healthcare": Sector.HEALTHCARE,
    "Smart Building": Sector.SMART_BUILDING,
    "Environment": Sector.ENVIRONMENT,
    "Other": Sector.OTHER,
}


def run() -> list[Figure]:
    """Every figure; minutes, most of them MiniLM's."""
    figures = []
    for peer, accuracy in PUBLISHED.items():
        print(f"  published on the whole benchmark: {peer:<20}{accuracy:>6.2f}")
    for choice in (TextModelName.TFIDF, TextModelName.USE, TextModelName.HYBRID):
        model = load_model(choice)
        print(f"  {choice}: {model.name} {'; '.join(model.notes)}")
        name = "clusters.sdg_accuracy" if choice is TextModelName.HYBRID else f"clusters.sdg_accuracy_{choice}"
        started = time.perf_counter()
        found = goal_accuracy(model)
        figures.append(figure(name, [found], "of texts"))
        figures.append(figure(f"clusters.sdg_seconds_{choice}", [time.perf_counter() - started], "s"))
        figures += _sectors(model, "" if choice is TextModelName.HYBRID else f"_{choice}")
    return figures


def goal_accuracy(model: TextModel) -> float:
    """One threshold is learnt from the labels of sixteen goals and tried on the seventeenth; nothing else is."""
    rows = list(csv.DictReader((DATA / "sdg" / "sdg_half.csv").open(encoding="utf-8")))
    goal, labels = np.array([int(row["sdg"]) for row in rows]), np.array([row["label"] == "True" for row in rows])
    scores = GoalReader(model).scores([row["text"] for row in rows])[np.arange(len(rows)), goal - 1]
    right = 0
    for each in range(1, GOALS + 1):
        tried = goal == each
        threshold = best_threshold(scores[~tried], labels[~tried])
        right += int(((scores[tried] >= threshold) == labels[tried]).sum())
    return right / len(rows)


def official() -> list[tuple[str, Sector]]:
    """Real titles whose sector stands on an official programme, and that sector."""
    path = DATA / "gctc" / "action_clusters.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(row["title"], LABELS[row["theme"]]) for row in rows if row["theme_basis"].startswith("official")]


def _sectors(model: TextModel, suffix: str) -> list[Figure]:
    titles = official()
    first, three = sector_accuracy(model, titles)
    alone, alone_three = sector_accuracy(model, titles, learning=False)
    return [
        figure(f"clusters.sector_top1{suffix}", [first], "of titles"),
        figure(f"clusters.sector_top3{suffix}", [three], "of titles"),
        figure(f"clusters.sector_top1_descriptions_alone{suffix}", [alone], "of titles"),
        figure(f"clusters.sector_top3_descriptions_alone{suffix}", [alone_three], "of titles"),
    ]


def sector_accuracy(
    model: TextModel, titles: Sequence[tuple[str, Sector]], learning: bool = True
) -> tuple[float, float]:
    """Each title is suggested a sector by a head that learnt from the descriptions and from all other titles."""
    meanings = model.meanings([title for title, _ in titles])
    descriptions = taxonomy([sector.value for sector in Sector], {})
    first = three = 0
    for at, (_, sector) in enumerate(titles):
        others = [place for place in range(len(titles)) if place != at and learning]
        decided = [titles[place][1].value for place in others]
        head = SectorHead.learnt(model, descriptions, meanings.rows(others), decided)
        shown = [one.sector for one in head.likely(meanings.rows([at]))[0]]
        first += shown[0] == sector
        three += sector in shown
    return first / len(titles), three / len(titles)
