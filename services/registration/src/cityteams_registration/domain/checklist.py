"""Holds a project, or a draft while it is typed, against the rules of its round: one evaluation for both."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    Answered,
    AppliesTo,
    CheckResult,
    Distinct,
    Filled,
    LevelOfRule,
    NoContacts,
    ParticipantsAtLeast,
    PeopleAtLeast,
    Project,
    Round,
    Rule,
)
from cityteams_registration.domain.contacts_in_texts import fields_with_contacts
from cityteams_registration.domain.facts import Facts, facts_of_draft, facts_of_project

UNANSWERED = "a-question-is-unanswered"
_NAMED_AT_MOST = 3
"""How many repeated participants a refusal names, so that it stays short enough to be read."""


@dataclass(frozen=True)
class Situation:
    """For whom and when rules are asked: a cluster that returns, the day (UTC), and whether the secretariat acts."""

    today: date
    returning: bool = False
    secretariat: bool = False


def check_draft(round_: Round, fields: Mapping[str, Any], returning: bool, today: date) -> tuple[CheckResult, ...]:
    """The checklist of a draft: every rule that holds on that day, met or not, in the order of the rule file."""
    return check(round_, facts_of_draft(fields), Situation(today, returning))


def check_project(round_: Round, project: Project, situation: Situation) -> tuple[CheckResult, ...]:
    """The checklist of a project as it is handed in."""
    return check(round_, facts_of_project(project), situation)


def check(round_: Round, facts: Facts, situation: Situation) -> tuple[CheckResult, ...]:
    """Every rule of the round that holds in this situation, then its required questions, met or not."""
    rules = tuple(
        CheckResult(
            code=rule.code,
            level=level_of(rule, situation),
            field=rule.field,
            met=_met(rule, facts),
            sentence=rule.sentence,
        )
        for rule in round_.rules
        if holds(rule, situation)
    )
    return (*rules, *_questions(round_, facts, situation))


def _questions(round_: Round, facts: Facts, situation: Situation) -> Iterator[CheckResult]:
    """A required question is a rule by itself; the secretariat may file what came without its answer."""
    for question in round_.questions:
        if question.required and applies(question.applies_to, situation.returning):
            yield CheckResult(
                code=UNANSWERED,
                level=LevelOfRule.WARN if situation.secretariat else LevelOfRule.BLOCK,
                field=question.code,
                met=question.code in facts.answered,
                sentence=question.text,
            )


def require_rules(round_: Round, project: Project, situation: Situation) -> None:
    """Lets a project pass that no blocking rule stops; raises Rejected with the first code and every sentence."""
    facts = facts_of_project(project)
    broken = [each for each in check(round_, facts, situation) if not each.met and each.level is LevelOfRule.BLOCK]
    if broken:
        kinds = {rule.code: rule.check for rule in round_.rules}
        reasons = [f"{each.sentence['en']}{_details(kinds.get(each.code), facts)}" for each in broken]
        raise Rejected(broken[0].code, " ".join(reasons)[:3900], broken[0].field)


def holds(rule: Rule, situation: Situation) -> bool:
    """Whether a rule is asked on that day of such a worksheet; both dates belong to the time it holds."""
    begun = rule.holds_from is None or rule.holds_from <= situation.today
    over = rule.holds_until is not None and rule.holds_until < situation.today
    return begun and not over and applies(rule.applies_to, situation.returning)


def applies(to: AppliesTo, returning: bool) -> bool:
    """Whether a rule or question is meant for a worksheet that returns, or for a new one."""
    return to is AppliesTo.ALL or (to is AppliesTo.RETURNING) == returning


def level_of(rule: Rule, situation: Situation) -> LevelOfRule:
    """How hard a rule is: a file may let the secretariat take in what a team may not leave out."""
    return (rule.level_for_secretariat if situation.secretariat else None) or rule.level


def _met(rule: Rule, facts: Facts) -> bool:
    match rule.check:
        case ParticipantsAtLeast(at_least=least, kind=kind, deploys=deploys):
            fitting = [one for one in facts.parties if (not kind or one.kind == kind) and (one.deploys or not deploys)]
            return len({one.organisation_id or one.printed for one in fitting}) >= least
        case PeopleAtLeast(at_least=least):
            return facts.officials >= least
        case Filled(field=name, at_least=least):
            return facts.filled.get(name, 0) >= least
        case Answered(fields=names):
            return facts.answered.issuperset(names)
        case Distinct():
            return not _named_twice(facts)
        case NoContacts():
            return not fields_with_contacts(facts.texts)


def _details(asked: object, facts: Facts) -> str:
    """What exactly a refusal is about, where the sentence of the rule cannot know it."""
    match asked:
        case Distinct():
            names = _named_twice(facts)
            more = f" and {len(names) - _NAMED_AT_MOST} more" if len(names) > _NAMED_AT_MOST else ""
            return f" ({', '.join(f'“{name}”' for name in names[:_NAMED_AT_MOST])}{more})"
        case NoContacts():
            return f" ({', '.join(fields_with_contacts(facts.texts))})"
        case Answered(fields=names):
            return f" ({', '.join(name for name in names if name not in facts.answered)})"
        case _:
            return ""


def _named_twice(facts: Facts) -> list[str]:
    ids = Counter(one.organisation_id for one in facts.parties if one.organisation_id)
    names = Counter(one.printed for one in facts.parties)
    repeated = [one.name for one in facts.parties if ids[one.organisation_id] > 1 or names[one.printed] > 1]
    return list({name.casefold(): name for name in repeated}.values())
