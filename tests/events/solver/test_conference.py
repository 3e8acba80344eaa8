import pytest

from cityteams_events.domain.solver.conference.engine import plan_conference
from cityteams_events.domain.solver.conference.objective import broken, cost
from cityteams_events.domain.solver.conference.problem import Conference, Programme, Talk, Track, Weights
from tests.support.cosplib import instance, names, published

BEST = {"N2OR": 1, "GECCO19": 50_429, "GECCO21": 10_992, "OR60F": 433, "ISF22": 415_432}
"""The lowest number known for each: of the library's two published models, and of its own search."""
PUBLISHED = {
    ("N2OR", "exact"): 2,
    ("N2OR", "extended"): 2,
    ("GECCO19", "exact"): 1_000_116,
    ("GECCO19", "extended"): 2_000_007,
    ("GECCO21", "exact"): 11_280,
    ("GECCO21", "extended"): 11_130,
    ("OR60F", "exact"): 1_664,
    ("OR60F", "extended"): 433,
}


@pytest.mark.parametrize(("name", "model"), sorted(PUBLISHED))
def test_a_published_programme_costs_what_the_library_counts(name: str, model: str) -> None:
    conference, programme = instance(name), published(name, model)
    assert cost(conference, programme) == PUBLISHED[name, model]
    assert broken(conference, programme) == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", sorted(set(BEST) - {"ISF22"}))
def test_a_conference_is_planned_at_least_as_well_as_any_published_programme(name: str) -> None:
    conference = instance(name)
    found = plan_conference(conference, 12, 200_000, lambda _, best: best is not None and best.cost <= BEST[name])
    assert found is not None
    assert broken(conference, found.programme) == []
    assert cost(conference, found.programme) == found.cost <= BEST[name]


def test_every_conference_that_is_here_can_be_read() -> None:
    assert {name: len(instance(name).talks) for name in names()} == {
        "GECCO19": 202, "GECCO21": 138, "GECCO22Workshop": 138, "ISF22": 311, "N2OR": 35, "OR60F": 279,
    }  # fmt: skip


def small(weights: Weights, **talks: Talk) -> Conference:
    tracks = tuple(Track(name, frozenset({f"{name} chair"}), (0, 0), (0, 0)) for name in ("water", "light"))
    return Conference(tuple(talks.values()), tracks, (2, 2), 2, weights, {(0, 1): 1}, ((0, 0), (0, 0)))


def talk(name: str, track: int, length: int = 1, order: int = 0, **people: frozenset[str]) -> Talk:
    return Talk(name, track, length, order, sessions=(0, 0), rooms=(0, 0), hours=(0, 0), **people)


def test_the_same_seed_plans_the_same_programme() -> None:
    conference = instance("N2OR")
    one, other = (plan_conference(conference, 2, 40_000) for _ in range(2))
    assert one == other


def test_talks_go_to_their_places_in_the_order_of_their_track() -> None:
    conference = small(Weights(talk_order=1), a=talk("a", 0, order=3), b=talk("b", 0, order=1), c=talk("c", 0, order=2))
    found = plan_conference(conference, 1, 5_000)
    assert found is not None
    assert (found.cost, broken(conference, found.programme)) == (0, [])


def test_a_presenter_is_not_in_two_rooms_of_one_session() -> None:
    both = frozenset({"Ada"})
    conference = small(Weights(presenters=1), a=talk("a", 0, presenters=both), b=talk("b", 1, presenters=both))
    found = plan_conference(conference, 1, 5_000)
    assert found is not None
    assert found.cost == 0
    beside = Programme(((0, 1), (-1, -1)), (((0, -1), (1, -1)), ((-1, -1), (-1, -1))))
    assert cost(conference, beside) == 1


def test_a_talk_torn_apart_or_left_out_is_named() -> None:
    conference = small(Weights(), a=talk("a", 0, length=2), b=talk("b", 1))
    torn = Programme(((0, -1), (0, -1)), (((0, -1), (-1, -1)), ((0, -1), (-1, -1))))
    assert broken(conference, torn) == ["a is torn apart", "b has 0 slots and needs 1"]


def test_talks_that_cannot_all_be_held_give_no_programme() -> None:
    crowd = {f"t{at}": talk(f"t{at}", 0) for at in range(9)}
    assert plan_conference(small(Weights(), **crowd), 1, 5_000) is None
