"""Progress from baseline to target, and the band it is in.

`progress = (value - baseline) / (target - baseline)`: 0 at the baseline, 1 at the target, whichever way is good and
whatever the unit. The band compares it with the straight line between the two dates.
"""

from datetime import date

from cityteams_clusters.domain.kpis.units import rounded
from cityteams_contracts.clusters import Band, Direction, Goal, Standing

TOLERANCE = 0.1
"""A tenth of the way before or behind the straight line is on track. A convention of this programme."""
_FARTHEST = 1e6
NOT_REPORTED = Standing(band=Band.NOT_REPORTED)


def reaches(value: float, goal: Goal, direction: Direction) -> bool:
    """Whether the value is at least as good as the target; where no way is good, whether it is the target."""
    if direction is Direction.HIGHER:
        return value >= goal.target
    if direction is Direction.LOWER:
        return value <= goal.target
    return value == goal.target


def progress_of(value: float, goal: Goal, direction: Direction) -> float | None:
    """How far the value has come; None without a baseline. Where the target is the baseline, it is held or not."""
    if goal.baseline is None:
        return None
    way = goal.target - goal.baseline
    if way == 0:
        return 1.0 if reaches(value, goal, direction) else 0.0
    return rounded(max(-_FARTHEST, min(_FARTHEST, (value - goal.baseline) / way)))


def expected_at(day: date, goal: Goal) -> float | None:
    """What a straight line from baseline to target gives on a day, from 0 to 1; None when a date is missing."""
    if goal.baseline_on is None or goal.due is None:
        return None
    whole = (goal.due - goal.baseline_on).days
    return rounded(min(1.0, max(0.0, (day - goal.baseline_on).days / whole))) if whole > 0 else 1.0


def standing_of(latest: tuple[date, float] | None, goal: Goal, direction: Direction) -> Standing:
    """How a choice stands by its latest value and the last day of that value's period."""
    if latest is None:
        return NOT_REPORTED
    day, value = latest
    progress, expected = progress_of(value, goal, direction), expected_at(day, goal)
    band = _band(progress, expected, goal, met=reaches(value, goal, direction))
    return Standing(value=value, progress=progress, expected=expected, band=band)


def _band(progress: float | None, expected: float | None, goal: Goal, *, met: bool) -> Band:
    if progress is None:
        return Band.MET if met else Band.NO_BASELINE
    if progress >= 1:
        return Band.MET
    if goal.target == goal.baseline:
        return Band.BEHIND  # what should be held was not
    return _against_the_line(progress, expected)


def _against_the_line(progress: float, expected: float | None) -> Band:
    """Without dates there is no line: moving in the right direction, or standing still, is then on track."""
    if expected is None:
        return Band.ON_TRACK if progress >= 0 else Band.BEHIND
    if progress >= expected + TOLERANCE:
        return Band.AHEAD
    return Band.BEHIND if progress < expected - TOLERANCE else Band.ON_TRACK
