"""What the words of a file suggest, without a house: `python -m cityteams_clusters.texts FILE [--model hybrid]`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from cityteams_clusters.texts.choice import TextModelName, chosen_model

MOST = 2_000_000
_SHOWN = 3


def main() -> int:
    """One JSON object for each line of text, or for each row of a `.jsonl`; exit code 2 names what is wrong."""
    parser = argparse.ArgumentParser(prog="texts", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=TextModelName, choices=list(TextModelName), default=TextModelName.HYBRID)
    asked = parser.parse_args()
    try:
        rows = read(asked.file)
    except (OSError, ValueError) as wrong:
        sys.stderr.write(f"cityteams: {asked.file}: {wrong}\n")
        return 2
    for note in chosen_model(asked.model).notes:
        sys.stderr.write(f"cityteams: {note}; a smaller model reads\n")
    for found in suggested(rows, asked.model):
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


def read(file: Path) -> list[str]:
    """The texts of a file. Raises ValueError that names the line and the remedy, OSError when it cannot be read."""
    if file.stat().st_size > MOST:
        raise ValueError(f"has more than {MOST:,} bytes; split it")
    lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    found = [_text(line, number) for number, line in enumerate(lines, 1) if line]
    if not found:
        raise ValueError("holds no text; write one text a line")
    return found


def _text(line: str, number: int) -> str:
    if not line.startswith("{"):
        return line
    try:
        row = json.loads(line)
    except ValueError as wrong:
        raise ValueError(f"line {number} is not JSON ({wrong}); mend it, or write plain text") from None
    parts = (row.get(name) for name in ("title", "description", "challenges", "solutions", "text"))
    text = "\n".join(part for part in parts if isinstance(part, str) and part)
    if not text:
        raise ValueError(f"line {number} has no title, description or text; add one")
    return text


def suggested(texts: list[str], choice: TextModelName) -> list[dict[str, Any]]:
    """Sectors and goals of the United Nations for each text, likeliest first."""
    from cityteams_clusters.texts.goals import GoalReader  # noqa: PLC0415 - libraries that take seconds
    from cityteams_clusters.texts.models import load_model  # noqa: PLC0415
    from cityteams_clusters.texts.sectors import SectorHead, taxonomy  # noqa: PLC0415
    from cityteams_contracts.values import Sector  # noqa: PLC0415

    model = load_model(choice)
    meanings = model.meanings(texts)
    likely = SectorHead.learnt(model, taxonomy([sector.value for sector in Sector], {})).likely(meanings)
    goals = GoalReader(model).scores(texts)
    return [
        {
            "text": text[:80],
            "sectors": [each.model_dump() for each in likely[at]],
            "goals": [int(goal) + 1 for goal in (-goals[at]).argsort(kind="stable")[:_SHOWN]],
            "model": model.name,
        }
        for at, text in enumerate(texts)
    ]


if __name__ == "__main__":
    sys.exit(main())
