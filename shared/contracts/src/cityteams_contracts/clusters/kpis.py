"""What KPIs are made of: definitions, periods, observations, standings and the cells of a benchmark.

The words follow ITU-T Y.4903 (U4SSC), ISO 37120 and NIST SP 1900-206 (levels).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from cityteams_contracts.values import Id, Line, Paragraph, Value

__all__ = [
    "Band",
    "Calendar",
    "Cell",
    "ChoiceId",
    "Direction",
    "Frequency",
    "Given",
    "Goal",
    "Grouping",
    "HeldBack",
    "KpiAsked",
    "KpiDefinition",
    "KpiId",
    "KpiKind",
    "KpiLevel",
    "Measure",
    "Period",
    "QualityGrade",
    "Standing",
    "Unit",
]

KpiId = Id
ChoiceId = Id
Unit = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
"""A unit as people write it: `kWh`, `percent`, `USD`, `per 100000 inhabitants`, `jobs`."""


class KpiKind(StrEnum):
    """How the figure is made: it decides what may be reported, and how it may be compared."""

    RATIO = "ratio"
    COUNT = "count"
    PER_CAPITA = "per_capita"
    YES_NO = "yes_no"
    INDEX = "index"
    MONEY = "money"
    QUANTITY = "quantity"


class KpiLevel(StrEnum):
    """What is looked at (NIST SP 1900-206): the technology, the service it makes, or what the community has of it."""

    TECHNOLOGY = "technology"
    SERVICE = "service"
    COMMUNITY_BENEFIT = "community_benefit"


class Direction(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class QualityGrade(StrEnum):
    """How good the data are: the six grades of the U4SSC verification manual."""

    MEASURED = "accurate_measurement"
    SURVEY = "extrapolated_from_survey"
    HIGHER_LEVEL = "extrapolated_from_higher_level_data"
    ESTIMATE = "estimate"
    PERSONAL_ESTIMATE = "personal_estimate"
    UNKNOWN = "unknown"


class Frequency(StrEnum):
    """How often is reported."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Band(StrEnum):
    """How a choice stands: against the straight line from the baseline to the target."""

    MET = "met"
    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NO_BASELINE = "no_baseline"
    NOT_REPORTED = "not_reported"


class Measure(StrEnum):
    """What a benchmark compares: the values, or how far each has come from its own baseline to its own target."""

    VALUE = "value"
    PROGRESS = "progress"


class Grouping(StrEnum):
    """Who are peers: the same sector, country of the deploying city, size of the team, or kind of partner."""

    SECTOR = "sector"
    COUNTRY = "country"
    SIZE = "size"
    KIND = "kind"


class HeldBack(StrEnum):
    """Why a figure of a benchmark is not shown."""

    TOO_FEW = "too_few_members"
    ALIKE = "members_are_too_alike"
    DOMINATED = "one_member_dominates"
    BY_DIFFERENCE = "another_could_be_computed"
    TOO_FEW_CHANGES = "too_few_changed_since_the_last_one"


class Period(Value):
    """From the first to the last day, both included."""

    start: date
    end: date

    def covers(self, other: "Period") -> bool:
        """Whether what is known of this period settles the other one: it holds its last day."""
        return self.start <= other.end <= self.end

    def overlaps(self, other: "Period") -> bool:
        """Whether a day belongs to both."""
        return self.start <= other.end and other.start <= self.end


class KpiDefinition(Value):
    """An indicator. Whoever needs another unit, formula or direction defines another one: ids stand for one meaning.

    `per` multiplies numerator by denominator (100 for percent, 100000 for so many inhabitants); `lower` and `upper`
    are the bounds of what is possible.
    """

    code: Line
    title: Line
    description: Paragraph = ""
    framework: Line | None = None
    dimension: Line | None = None
    topic: Line | None = None
    level: KpiLevel
    direction: Direction
    kind: KpiKind
    unit: Unit
    numerator: Line | None = None
    denominator: Line | None = None
    per: Annotated[float, Field(gt=0, le=1e9)] = 1.0
    lower: float | None = None
    upper: float | None = None
    sdgs: Annotated[tuple[Annotated[int, Field(ge=1, le=17)], ...], Field(max_length=17)] = ()


class Calendar(Value):
    """When is reported: periods from `first_day` on, each due `due_days` after its end.

    `remind_days` are days before the due date on which the lead is reminded, `chase_days` days after it on which what
    is missing is said to be overdue.
    """

    frequency: Frequency
    first_day: date
    until: date | None = None
    due_days: Annotated[int, Field(ge=0, le=180)] = 30
    remind_days: Annotated[tuple[Annotated[int, Field(ge=0, le=60)], ...], Field(max_length=5)] = (14, 3)
    chase_days: Annotated[tuple[Annotated[int, Field(ge=1, le=180)], ...], Field(max_length=5)] = (1, 14)


class Goal(Value):
    """From where (may be unknown) to where, until when, measured how. Values are in the unit of the KPI."""

    baseline: float | None = None
    baseline_on: date | None = None
    target: float
    due: date | None = None
    method: Paragraph = ""


class Given(Value):
    """A figure as it was given: a value in a unit, or a numerator and a denominator."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unit: Unit | None = None


class Standing(Value):
    """How a choice stands after its latest value.

    `progress` runs from the baseline (0) to the target (1); `expected` is what a straight line gives on that day.
    """

    value: float | None = None
    progress: float | None = None
    expected: float | None = None
    band: Band


class KpiAsked(Value):
    """A choice of which a report is wanted."""

    choice_id: ChoiceId
    kpi_id: KpiId
    title: Line


class Cell(Value):
    """One group of a benchmark. What is held back is None, with the reasons; `members` too, when it is too small.

    `low`, `middle` and `high` are the quartiles, each smoothed over three neighbours and rounded, so that none is the
    value of one member. `total` is the sum, where sums mean something.
    """

    group: Line
    members: int | None = None
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    total: float | None = None
    held_back: tuple[HeldBack, ...] = ()
    total_held_back: tuple[HeldBack, ...] = ()
