"""Small files, small functions, a small chassis, and names that say something."""

import pytest

from tests.architecture import house, rules


def source(text: str) -> house.Source:
    return house.Source("planted.py", "cityteams_planted.planted", text)


def all_sources() -> list[house.Source]:
    return [source for package in house.packages() for source in package.sources()]


def test_files_stay_small() -> None:
    assert rules.long_files(all_sources()) == []


def test_functions_stay_small() -> None:
    assert [found for source in all_sources() for found in rules.long_functions(source)] == []


def test_the_chassis_stays_within_its_budget() -> None:
    counted = rules.stood_on(house.edges())
    assert rules.fat(house.CHASSIS, (s for p in house.packages() if p.name in counted for s in p.sources())) == []


def test_the_store_stays_within_its_budget() -> None:
    [store] = [package for package in house.shared() if package.name == house.STORE]
    assert rules.fat(house.STORE, store.sources()) == []


def test_no_class_of_the_events_service_is_called_event() -> None:
    [events] = [package for package in house.services() if package.word == "events"]
    assert [found for source in events.sources() for found in rules.classes_named_event(source)] == []


def test_test_names_are_sentences() -> None:
    assert [found for source in house.test_sources() for found in rules.short_names(source)] == []


def test_a_planted_long_file_is_seen() -> None:
    assert rules.long_files([source("x = 1\n" * 251)])
    assert not rules.long_files([source("x = 1\n" * 250)])


def test_a_planted_long_function_is_seen() -> None:
    assert rules.long_functions(source("def f():\n" + "    x = 1\n" * 40))
    assert not rules.long_functions(source("def f():\n" + "    x = 1\n" * 39))


@pytest.mark.parametrize(("package", "lines"), [(house.CHASSIS, 900), (house.STORE, 1100)])
def test_a_planted_fat_chassis_or_store_is_seen(package: str, lines: int) -> None:
    assert rules.fat(package, [source("x = 1\n" * (lines // 2 + 1)), source("x = 1\n" * (lines // 2))])
    assert not rules.fat(package, [source("x = 1\n" * lines)])


def test_a_package_split_off_the_chassis_counts_with_it() -> None:
    split = {(f"{house.CHASSIS}.service", "cityteams_split.unit"), ("cityteams_split.unit", house.STORE)}
    assert rules.stood_on(split) == {house.CHASSIS, "cityteams_split"}


def test_a_planted_class_called_event_is_seen() -> None:
    assert rules.classes_named_event(source("def f():\n    class Event: ..."))
    assert not rules.classes_named_event(source("class EventSlot: ..."))


def test_a_planted_test_name_without_a_sentence_is_seen() -> None:
    assert rules.short_names(source("def test_it(): ..."))
