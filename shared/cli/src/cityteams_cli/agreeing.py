"""Says where two figures of a season that must be the same are not."""

from collections.abc import Iterable, Mapping

from cityteams_cli.counting import Facts
from cityteams_contracts import COMMAND_STREAMS, DEAD_STREAM, EVENT_STREAMS

Figures = dict[str, int]


def differences(facts: Facts) -> list[str]:
    """Every two figures that must be equal and are not, in words; nothing when all agree."""
    same = [_disagreement(name, figures) for name, figures in agreements(facts).items()]
    return [*(line for line in same if line), *_streams(facts), *_versions(facts)]


def agreements(facts: Facts) -> dict[str, Figures]:
    """What must be the same number, seen from different places."""
    return _of_worksheets(facts) | _of_clusters(facts) | _of_letters(facts)


def _of_worksheets(facts: Facts) -> dict[str, Figures]:
    rows, events = facts.rows, facts.events
    return {
        "worksheets submitted": {
            "in registration": rows("registration", "worksheets"),
            "in the portal": rows("portal", "worksheets"),
            "worksheet.submitted events": events("registration.worksheet.submitted"),
        },
        "worksheets accepted or withdrawn": {
            "in registration": rows("registration", "worksheets", "accepted", "withdrawn"),
            "in the portal": rows("portal", "worksheets", "accepted", "withdrawn"),
        },
        "worksheets withdrawn": {
            "in registration": rows("registration", "worksheets", "withdrawn"),
            "in the portal": rows("portal", "worksheets", "withdrawn"),
            "worksheet.withdrawn events": events("registration.worksheet.withdrawn"),
        },
        "teams": {
            "worksheet.accepted and cluster.split events": events("registration.worksheet.accepted")
            + events("clusters.cluster.split"),
            "in clusters": rows("clusters", "clusters"),
            "in the portal": rows("portal", "clusters"),
            "cluster.proposed events": events("clusters.cluster.proposed"),
        },
    }


def _of_clusters(facts: Facts) -> dict[str, Figures]:
    rows, events = facts.rows, facts.events
    return {
        "clusters listed": {
            "in clusters": rows("clusters", "clusters", "listed"),
            "in the portal": rows("portal", "clusters", "listed"),
            "copies in events": rows("events", "clusters"),
            "slots given or refused": rows("events", "slots", "given", "refused"),
            "slots in the portal": rows("portal", "slots", "given", "refused"),
        },
        "SuperClusters and thematic clusters": {
            "in clusters": rows("clusters", "super_clusters"),
            "in the portal": rows("portal", "alliances"),
            "super-cluster.formed events": events("clusters.super-cluster.formed")
            + events("clusters.super-cluster.thematic-formed"),
        },
        "invitations": {
            "in the portal": rows("portal", "invitations"),
            "cluster.member-invited events": events("clusters.cluster.member-invited"),
        },
        "invitations answered": {
            "in the portal": rows("portal", "invitations", "accepted", "declined"),
            "cluster.invitation-answered events": events("clusters.cluster.invitation-answered"),
        },
    }


def _of_letters(facts: Facts) -> dict[str, Figures]:
    rows, events = facts.rows, facts.events
    return {
        "letters queued": {
            "in notifications": rows("notifications", "letters"),
            "in the portal": rows("portal", "letters"),
            "letter.queued events": events("notifications.letter.queued"),
        },
        "letters sent": {
            "in notifications": rows("notifications", "letters", "sent"),
            "in the portal": rows("portal", "letters", "sent"),
            "letter.sent events": events("notifications.letter.sent"),
            "mails in the sink": facts.mails,
        },
    }


def _disagreement(name: str, figures: Mapping[str, int]) -> str:
    if len(set(figures.values())) == 1:
        return ""
    return f"{name}: " + ", ".join(f"{count} {where}" for where, count in figures.items())


def _streams(facts: Facts) -> Iterable[str]:
    for owner, stream in EVENT_STREAMS.items():
        kept, said = facts.streams.get(stream, 0), facts.stores[owner].outbox.get(stream, 0)
        if kept != said:
            yield f"{stream}: {kept} messages, but {owner} said {said}"
    for stream in (*COMMAND_STREAMS.values(), DEAD_STREAM):
        if facts.streams.get(stream, 0):
            yield f"{stream}: {facts.streams[stream]} messages left"
    for name, store in facts.stores.items():
        if store.unsent:
            yield f"{name}: {store.unsent} rows of the outbox are not sent"


def _versions(facts: Facts) -> Iterable[str]:
    for name, prefixes in facts.hears.items():
        mine = facts.stores[name].versions
        for prefix in prefixes:
            theirs = facts.stores[prefix.split(".")[0]].versions
            own = {key: version for key, version in theirs.items() if key.startswith(prefix)}
            copy = {key: version for key, version in mine.items() if key.startswith(prefix)}
            wrong = sorted(key for key in own.keys() | copy.keys() if own.get(key) != copy.get(key))
            if wrong:
                first = f"{wrong[0]} is at {copy.get(wrong[0])}, its owner at {own.get(wrong[0])}"
                yield f"{name}: {len(wrong)} versions of {prefix}* differ ({first})"
