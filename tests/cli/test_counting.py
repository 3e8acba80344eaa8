from dataclasses import replace

import pytest

from cityteams_cli.agreeing import agreements, differences
from cityteams_cli.counting import Facts, StoreFacts, summary
from cityteams_contracts import COMMAND_STREAMS, EVENT_STREAMS

CLUSTER, LETTER = "clusters.cluster.c1", "notifications.letter.l1"


def store(rows, versions, outbox=None, unsent=0) -> StoreFacts:
    return StoreFacts(rows, versions, outbox or {}, unsent)


def agreeing() -> Facts:
    """One worksheet that became a listed cluster with a slot, and one letter."""
    sheet, slot = "registration.worksheet.w1", "events.slot.s1"
    stores = {
        "registration": store({"worksheets.accepted": 1}, {sheet: 2}, {"EVT_REGISTRATION": 2}),
        "clusters": store({"clusters.listed": 1, "super_clusters": 1}, {CLUSTER: 2, sheet: 2}, {"EVT_CLUSTERS": 2}),
        "events": store({"clusters": 1, "slots.given": 1}, {CLUSTER: 2, slot: 1}, {"EVT_EVENTS": 1}),
        "notifications": store({"letters.sent": 1}, {LETTER: 2}, {"EVT_NOTIFICATIONS": 2}),
        "portal": store(
            {
                "worksheets.accepted": 1,
                "clusters.listed": 1,
                "alliances": 1,
                "slots.given": 1,
                "letters.sent": 1,
            },
            {CLUSTER: 2, LETTER: 2},
        ),
    }
    said = {
        "registration.worksheet.submitted": 1,
        "registration.worksheet.accepted": 1,
        "clusters.cluster.proposed": 1,
        "clusters.cluster.listed": 1,
        "clusters.super-cluster.formed": 1,
        "notifications.letter.queued": 1,
        "notifications.letter.sent": 1,
    }
    streams = {"EVT_REGISTRATION": 2, "EVT_CLUSTERS": 2, "EVT_EVENTS": 1, "EVT_NOTIFICATIONS": 2, "DEAD": 0}
    hears = {"portal": ("clusters.cluster.", "notifications.letter."), "clusters": ("registration.worksheet.",)}
    return Facts(stores, streams | dict.fromkeys(COMMAND_STREAMS.values(), 0), said, 1, hears)


def test_figures_that_agree_have_no_differences():
    assert differences(agreeing()) == []


@pytest.mark.parametrize("name", sorted(agreeing().said.keys() - {"clusters.cluster.listed"}))
def test_an_event_too_many_is_a_difference(name):
    facts = agreeing()
    assert differences(replace(facts, said={**facts.said, name: 2}))


@pytest.mark.parametrize("name", [*EVENT_STREAMS.values(), *COMMAND_STREAMS.values(), "DEAD"])
def test_a_message_too_many_in_any_stream_is_a_difference(name):
    facts = agreeing()
    (words,) = differences(replace(facts, streams={**facts.streams, name: facts.streams[name] + 1}))
    assert words.startswith(name)


@pytest.mark.parametrize("service", sorted(agreeing().stores))
def test_a_row_missing_in_any_store_is_a_difference(service):
    facts = agreeing()
    for name in facts.stores[service].rows:
        rows = {**facts.stores[service].rows, name: 0}
        changed = {**facts.stores, service: replace(facts.stores[service], rows=rows)}
        assert differences(replace(facts, stores=changed)), f"{service} without {name}"


def test_a_mail_that_came_twice_is_a_difference():
    assert differences(replace(agreeing(), mails=2)) == [
        "letters sent: 1 in notifications, 1 in the portal, 1 letter.sent events, 2 mails in the sink"
    ]


@pytest.mark.parametrize("version", [1, None])
def test_a_copy_that_lags_behind_its_owner_is_a_difference(version):
    facts = agreeing()
    versions = {LETTER: 2} | ({CLUSTER: version} if version else {})
    changed = {**facts.stores, "portal": replace(facts.stores["portal"], versions=versions)}
    (words,) = differences(replace(facts, stores=changed))
    assert words == f"portal: 1 versions of clusters.cluster.* differ ({CLUSTER} is at {version}, its owner at 2)"


def test_a_row_that_was_not_sent_is_a_difference():
    facts = agreeing()
    changed = {**facts.stores, "events": replace(facts.stores["events"], unsent=3)}
    assert differences(replace(facts, stores=changed)) == ["events: 3 rows of the outbox are not sent"]


def test_every_agreement_is_between_at_least_two_places():
    assert all(len(figures) > 1 for figures in agreements(agreeing()).values())


def test_the_summary_counts_what_there_is():
    told = summary(agreeing())
    assert told["worksheets"] == {"submitted": 1, "accepted": 1, "rejected": 0}
    assert (told["slots"], told["mails"], told["events"]["EVT_EVENTS"]) == (1, 1, 1)
