"""The agenda solver: published conferences, planted agendas, the real Expo day, and repairs with proof."""

from argparse import ArgumentParser
from time import monotonic

from cityteams_events.domain.solver.checking import blocked, lost
from cityteams_events.domain.solver.conference.engine import Found, plan_conference
from cityteams_events.domain.solver.conference.objective import broken, cost
from cityteams_events.domain.solver.engine import Progress, solve, warm
from cityteams_events.domain.solver.repair import moves_between, repair
from tests.bench.measure import Figure, figure, show, write
from tests.support.broken import broken_agenda
from tests.support.cosplib import instance, names
from tests.support.expo import expo_day
from tests.support.planted import planted

PUBLISHED = {"N2OR": 1, "GECCO19": 50_429, "GECCO21": 10_992, "ISF22": 415_432, "OR60F": 433}
"""The lowest number known: of the library's two published models and of its own search of 90 seconds."""


def run(whole: bool = False) -> list[Figure]:
    """Every figure; `whole` gives each part the time that its promise allows (half an hour in all)."""
    warm()
    return [*_conferences(600.0 if whole else 20.0), *_planted(120.0 if whole else 10.0), *_expo(), *_repairs(200)]


def _conferences(seconds: float) -> list[Figure]:
    """The objective of each conference that is here; where a published one is known, both are shown."""
    found = []
    plan_conference(instance("N2OR"), 1, 100)
    for name in names():
        conference, began = instance(name), monotonic()

        def enough(_: float, best: Found | None, began: float = began) -> bool:
            return best is not None and monotonic() - began > seconds

        best = plan_conference(conference, 64, 2_000_000 if seconds > 60 else 200_000, enough)
        assert best is not None, name
        assert not broken(conference, best.programme), name
        assert cost(conference, best.programme) == best.cost, name
        print(
            f"  {name:<18} {best.cost:>8,} published {PUBLISHED.get(name, '-')} {monotonic() - began:6.1f} s",
            flush=True,
        )
        found.append(figure(f"events.cosplib.{name}", [best.cost], "cost"))
        if name in PUBLISHED:
            found.append(figure(f"events.cosplib.{name}.published", [PUBLISHED[name]], "cost"))
    for each in found:
        show(each)
    return found


def _planted(seconds: float) -> list[Figure]:
    """Lost registrations of 9,000 (hidden optimum nought), and when the first agenda without a breach was there."""
    firsts, losses = [], []
    for seed in (1, 2):
        demands, _ = planted(seed)
        began, first = monotonic(), [0.0]

        def heard(progress: Progress, began: float = began, first: list[float] = first) -> bool:
            first[0] = first[0] or (monotonic() - began) * bool(progress.best)
            return monotonic() - began > seconds

        solved = solve(demands, 200, 6_000_000 if seconds < 60 else 20_000_000, heard)
        assert solved.agenda is not None
        assert not blocked(demands, solved.agenda)
        firsts.append(first[0])
        losses.append(float(lost(demands, solved.agenda)))
    found = [
        figure("events.planted_first_s", firsts, "s"),
        figure(f"events.planted_lost_{seconds:.0f}s", losses, "lost"),
    ]
    for each in found:
        show(each)
    return found


def _expo() -> list[Figure]:
    demands, _ = expo_day()
    began = monotonic()
    solved = solve(demands, 2, 300_000)
    took = monotonic() - began
    assert solved.agenda is not None
    assert not blocked(demands, solved.agenda)
    each = figure("events.expo_day_s", [took], "s")
    show(each)
    return [each]


def _repairs(count: int) -> list[Figure]:
    """Seconds per repair, moves against those of solving anew, and the share with a proof that fewer do not do."""
    demands, released = planted(1)
    times, moves, proven = [], [], []
    for seed in range(count):
        changed, began = broken_agenda(demands, released, seed), monotonic()
        mended = repair(changed, released)
        times.append(monotonic() - began)
        assert mended.agenda is not None
        assert not blocked(changed, mended.agenda)
        moves.append(float(len(mended.moves)))
        proven.append(mended.proven)
    anew = solve(broken_agenda(demands, released, 0), 1, 300_000).agenda
    assert anew is not None
    found = [
        figure("events.repair_p95_s", [sorted(times)[int(0.95 * (count - 1))]], "s"),
        figure("events.repair_max_s", [max(times)], "s"),
        figure("events.repair_moves", [sum(moves) / count], "moves"),
        figure("events.repair_proven_share", [sum(proven) / count], "share"),
        figure("events.resolve_moves", [len(moves_between(demands, released, anew))], "moves"),
    ]
    for each in found:
        show(each)
    return found


if __name__ == "__main__":
    parser = ArgumentParser(prog="python -m tests.bench.agenda", description=__doc__)
    parser.add_argument("--whole", action="store_true", help="give each part all the time that it may take")
    write(run(parser.parse_args().whole))
