"""Meetings to test with: four periods of twenty minutes at three tables in two areas."""

from datetime import timedelta

from cityteams_contracts import clusters
from cityteams_contracts import events as said
from tests.events.samples import NOON

STARTS = NOON + timedelta(days=1)


def period(number, count=1):
    """The n-th period, or the stretch of several from it on."""
    begins = STARTS + timedelta(minutes=20 * (number - 1))
    return said.MeetingPeriod(starts=begins, ends=begins + timedelta(minutes=20 * count))


TABLES = (
    said.MeetingTable(table_id="t1", name="Table 1", area="West", seats=2),
    said.MeetingTable(table_id="t2", name="Table 2", area="West", seats=4),
    said.MeetingTable(table_id="t3", name="Table 3", area="East", seats=2),
)


def hours(periods=4, tables=TABLES):
    """The command that says when and where people can meet."""
    return said.OpenMeetings(
        gathering_id="jam-2018", periods=tuple(period(at) for at in range(1, periods + 1)), tables=tables
    )


def request(number, *people):
    """The first of these people would like to meet the others."""
    return said.RequestMeeting(
        meeting_id=f"m-{number}",
        gathering_id="jam-2018",
        asked_by=people[0],
        people=people,
        subject_line=f"Subject {number}",
    )


def agreed(number, *people):
    """A request and the answers of all the others."""
    answers = (said.AnswerMeeting(meeting_id=f"m-{number}", person_id=who, accepts=True) for who in people[1:])
    return (request(number, *people), *answers)


def introduced(number, one, other):
    """The fact that clusters introduced two people."""
    sides = [
        clusters.IntroductionSide(
            organisation_id=f"o-{who}",
            name=f"Organisation of {who}",
            kind="company",
            person_id=who,
            worksheet_id=f"w-{who}",
            agreed=True,
        )
        for who in (one, other)
    ]
    return clusters.PartnersIntroduced(
        introduction_id=f"i-{number}", first=sides[0], second=sides[1], introduced_at=NOON
    )
