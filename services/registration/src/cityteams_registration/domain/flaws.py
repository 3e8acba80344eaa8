"""What is wrong with a rule file although every field of it has the right shape."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cityteams_contracts.registration import (
    FIELDS,
    Answered,
    AppliesTo,
    Filled,
    Project,
    Round,
    Rule,
    field_of,
)

MOST_ANSWERS = 10
"""How many answers a returning cluster is asked for at most."""
_ASKED = frozenset({"cybersecurity", "privacy", "notes"})
_PROJECT = frozenset(Project.model_fields) - {"answered"}


@dataclass(frozen=True)
class Flaw:
    """Something wrong: where (keys and numbers from the top of the file), why, and the remedy."""

    path: tuple[str | int, ...]
    reason: str


def flaws(round_: Round) -> list[Flaw]:
    """Everything that is wrong with a round, in the order of the file; none for a sound one."""
    return [*_sectors(round_), *_rules(round_), *_questions(round_), *_returning(round_), *_deadlines(round_)]


def asked_of_returning(round_: Round) -> tuple[str, ...]:
    """The codes of everything that a returning cluster may be asked for in this round."""
    of_returning = (AppliesTo.RETURNING, AppliesTo.ALL)
    by_rules = [
        name
        for rule in round_.rules
        if isinstance(rule.check, Answered) and rule.applies_to in of_returning
        for name in rule.check.fields
    ]
    return tuple(dict.fromkeys([*by_rules, *(q.code for q in round_.questions if q.applies_to in of_returning)]))


def _sectors(round_: Round) -> Iterator[Flaw]:
    codes = [entry.code for entry in round_.sectors]
    yield from (
        Flaw(("sectors", at, "code"), f"the sector {code} is there twice; keep one") for at, code in _again(codes)
    )
    former: set[str] = set()
    for at, entry in enumerate(round_.sectors):
        yield from _english(("sectors", at, "name"), entry.name)
        for place, code in enumerate(entry.formerly):
            if code in codes:
                yield Flaw(
                    ("sectors", at, "formerly", place),
                    f"{code} is a sector of this round; it cannot be a former code too",
                )
            if code in former:
                yield Flaw(("sectors", at, "formerly", place), f"{code} became a sector already; name it once")
            former.add(code)


def _rules(round_: Round) -> Iterator[Flaw]:
    codes = [rule.code for rule in round_.rules]
    yield from (Flaw(("rules", at, "code"), f"the rule {code} is there twice; keep one") for at, code in _again(codes))
    asked = _ASKED | {question.code for question in round_.questions}
    for at, rule in enumerate(round_.rules):
        yield from (Flaw(("rules", at, *each.path), each.reason) for each in _rule(rule, asked))


def _rule(rule: Rule, asked: frozenset[str]) -> Iterator[Flaw]:
    yield from _english(("sentence",), rule.sentence)
    if not field_of(rule.field) and rule.field not in asked:
        yield Flaw(("field",), f"{rule.field} is no field of the worksheet; the fields are {_all_fields()}")
    if rule.holds_from and rule.holds_until and rule.holds_until < rule.holds_from:
        yield Flaw(("holds_until",), f"{rule.holds_until} is before {rule.holds_from}; the rule would never hold")
    if isinstance(rule.check, Filled) and not field_of(rule.check.field):
        yield Flaw(
            ("check", "field"), f"{rule.check.field} is no field of the worksheet; the fields are {_all_fields()}"
        )
    if isinstance(rule.check, Answered):
        for place, name in enumerate(rule.check.fields):
            if name not in asked:
                yield Flaw(
                    ("check", "fields", place),
                    f"{name} is no private field and no question of this round; add the question, or mend the name",
                )


def _questions(round_: Round) -> Iterator[Flaw]:
    codes = [question.code for question in round_.questions]
    yield from (
        Flaw(("questions", at, "code"), f"the question {code} is there twice; keep one") for at, code in _again(codes)
    )
    for at, question in enumerate(round_.questions):
        yield from _english(("questions", at, "text"), question.text)
        if question.code in _PROJECT or question.code == "answers":
            yield Flaw(("questions", at, "code"), f"{question.code} is a field of the worksheet; choose another code")


def _returning(round_: Round) -> Iterator[Flaw]:
    asked = asked_of_returning(round_)
    if len(asked) > MOST_ANSWERS:
        reason = f"a returning cluster would have {len(asked)} answers to give, more than {MOST_ANSWERS}"
        yield Flaw(("questions",), f"{reason}; set applies_to: new where it has not to answer")


def _deadlines(round_: Round) -> Iterator[Flaw]:
    codes = {question.code for question in round_.questions}
    for name in round_.deadlines.frozen_from:
        if not field_of(name) and name not in codes:
            yield Flaw(
                ("deadlines", "frozen_from", name),
                f"{name} is no field of the worksheet; the fields are {_all_fields()}",
            )
    first, last = round_.deadlines.submissions_until, round_.deadlines.supplements_until
    if _before(last, first):
        yield Flaw(
            ("deadlines", "supplements_until"), "supplements would end before submissions; exchange the two moments"
        )


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _english(path: tuple[str | int, ...], words: dict[str, str]) -> Iterator[Flaw]:
    if not words.get("en"):
        yield Flaw(path, "the words in en are missing; they stand in for every language that is not there")
    yield from (
        Flaw((*path, tag), f"the words in {tag} are empty; remove the line")
        for tag, text in words.items()
        if not text and tag != "en"
    )


def _again(codes: Iterable[Hashable]) -> Iterator[tuple[int, Hashable]]:
    seen: set[Hashable] = set()
    for at, code in enumerate(codes):
        if code in seen:
            yield at, code
        seen.add(code)


def _all_fields() -> str:
    return ", ".join(each.name for each in FIELDS)
