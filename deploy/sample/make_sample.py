"""Makes the shipped sample season from public programme data: make_sample.py FOLDER [OUTPUT_FOLDER].

FOLDER holds `action_clusters.jsonl` and `expo_2017_day1.json`. The output depends on them alone. What the source does
not say (people, needs, offers, room sizes, dates) is invented by fixed rules that README.md beside this file names.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from naming import Names
from sorting import country_of, is_one_of_the_cities, kind_of, place_of, tidy

Row = dict[str, Any]

ROUND = {"id": "sc3-2018", "title": "Smart and Secure Cities and Communities Challenge 2018"}
SECTORS = {
    "Transportation": "transportation",
    "Public Safety": "public_safety",
    "Utility (Energy/Water/Waste)": "utility",
    "Data (City Platform/Dashboard)": "data",
    "Wireless": "wireless",
    "Agriculture and Rural": "agriculture_rural",
    "Education": "education",
    "Healthcare": "healthcare",
    "Smart Building": "smart_building",
    "Environment": "environment",
}
OFFERS = {
    "municipality": "pilot_site",
    "company": "technology",
    "academia": "expertise",
    "non_profit": "community",
    "agency": "policy",
}
LEAD_OF_ALL_IN = ("San Leandro, CA, USA", "Montgomery County, MD, USA", "Kansas City, MO, USA")
"""Cities whose worksheets have one lead, who then must not be in two rooms at once."""
WITHOUT_OFFICIAL = ("gctc-057", "gctc-099", "gctc-121")
"""Worksheets that lack a city official on purpose, and nothing else: they show the rule."""
DECLINES = ("gctc-105", "gctc-119", "gctc-127")
"""Lone cities: the first partner they ask declines, so that the second is asked."""


def main(arguments: list[str]) -> None:
    """Write `worksheets.jsonl` and `season.json`."""
    source = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parent
    rows = [json.loads(line) for line in (source / "action_clusters.jsonl").read_text("utf-8").splitlines()]
    expo = json.loads((source / "expo_2017_day1.json").read_text("utf-8"))
    lines = [json.dumps(worksheet, ensure_ascii=False) for worksheet in worksheets(rows, expo["slots"])]
    (target / "worksheets.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    text = json.dumps(season(expo), ensure_ascii=False, indent=2)
    (target / "season.json").write_text(text + "\n", "utf-8")


def worksheets(rows: list[Row], slots: list[Row]) -> Iterator[Row]:
    """One worksheet per action cluster of the source, in its order."""
    speakers = busiest_speakers(slots)
    names = Names()
    for row in rows:
        participants = [*municipalities(row), *partners(row)]
        offers = sorted({OFFERS[p["kind"]] for p in participants})
        yield {
            "id": row["id"],
            "title": tidy(row["title"]),
            "sector": SECTORS.get(row["theme"], "other"),
            "round": ROUND["id"],
            "description": row.get("summary") or sentence(row, len(participants)),
            "participants": participants,
            "lead": names.person(lead_of(row, speakers)),
            "officials": [names.person(f"official of {row['cities'][0]}")] if has_official(row) else [],
            "needs": needs(row, offers),
            "offers": offers,
            "years": row["years"],
            "source": row["source"],
        }


def municipalities(row: Row) -> list[Row]:
    """The printed cities, each of which deploys."""
    return [
        {
            "name": place_of(city),
            "kind": "municipality",
            "country": country_of(city),
            "city": place_of(city),
            "deploys": True,
        }
        for city in row["cities"]
    ]


def partners(row: Row) -> list[Row]:
    """The printed partners, less those that are one of the cities in other words."""
    named = [tidy(partner) for partner in row["partners"] if not is_one_of_the_cities(partner, row["cities"])]
    return [
        {"name": name, "kind": kind, "country": country_of(name), "deploys": kind == "municipality"}
        for name in dict.fromkeys(named)
        for kind in [kind_of(name)]
    ]


def sentence(row: Row, participants: int) -> str:
    """A neutral description, where the source has none."""
    where = " and ".join(place_of(city) for city in row["cities"][:2]) or "no city yet"
    years = " and ".join(row["years"])
    return f"{row['theme']} project in {where}; {participants} participants are listed. Listed in: {years}."


def needs(row: Row, offers: list[str]) -> list[str]:
    """What the team lacks among what teams usually bring, and standards where several cities join."""
    lacking = {"technology", "expertise", "pilot_site", "community"} - set(offers)
    lacking |= {"standards"} if len(row["cities"]) > 2 else set()
    lacking |= {"funding"} if len(row["partners"]) < 2 else set()
    return sorted(lacking)


def busiest_speakers(slots: list[Row]) -> dict[str, str]:
    """Per worksheet, that one of its Expo speakers who speaks most often."""
    known = [(slot["cluster_id"], speaker) for slot in slots for speaker in slot["speakers"] if speaker != "TBD"]
    talks = Counter(speaker for _, speaker in known)
    return dict(sorted(known, key=lambda pair: talks[pair[1]]))


def lead_of(row: Row, speakers: dict[str, str]) -> str:
    """A key that is the same for worksheets with the same lead."""
    first = row["cities"][0] if row["cities"] else ""
    if first in LEAD_OF_ALL_IN:
        return f"lead of {first}"
    return speakers.get(row["id"], f"lead of {row['id']}")


def has_official(row: Row) -> bool:
    """Whether the sample names a city official for this worksheet."""
    return bool(row["cities"]) and row["id"] not in WITHOUT_OFFICIAL


def season(expo: Row) -> Row:
    """The round, the gathering in its real rooms, and who declines at first."""
    rooms = sorted({slot["room"] for slot in expo["slots"]})
    return {
        "round": ROUND,
        "gathering": {
            "id": "expo-2018",
            "kind": "expo",
            "title": "Expo 2018",
            "time_zone": "America/New_York",
            "place": "Washington, DC, USA",
            "days": [{"date": date, "opens": "13:30", "closes": "17:30"} for date in ("2018-09-18", "2018-09-19")],
            "rooms": [
                {"id": f"room-{name.lower()}", "name": name, "capacity": 120 - 20 * i} for i, name in enumerate(rooms)
            ],
            "slot_minutes": 10,
        },
        "answers": {"decline_first_of": list(DECLINES)},
        "source": expo["source"],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
