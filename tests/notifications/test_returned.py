"""Letters that come back, and complaints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cityteams_contracts.notifications import NotificationBounced, SuppressionBegun, SuppressionReason
from cityteams_notifications.domain.deliveries import Consignment
from cityteams_notifications.domain.returned import Returned, read_returned
from cityteams_notifications.returns import Returns
from cityteams_notifications.settings import Settings
from tests.notifications.postal import Office
from tests.notifications.samples import NOON

ADDRESS = "returns@cityteams.example"


def report(letter: str, action: str = "failed", status: str = "5.1.1", kind: str = "delivery-status") -> bytes:
    """As Postfix reports, without the letter itself."""
    return f"""\
Return-Path: <>
Delivered-To: returns+{letter}@cityteams.example
From: MAILER-DAEMON@mail.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="cut"

--cut
Content-Type: text/plain; charset=us-ascii

I am sorry to tell you that your message could not be delivered.
--cut
Content-Type: message/{kind}

Reporting-MTA: dns; mail.example
Arrival-Date: Sat, 28 Nov 2026 07:00:00 +0000

Final-Recipient: rfc822; ann@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such mailbox
--cut--
""".encode()


@pytest.fixture
def office(desk):
    return Office(desk)


@pytest.fixture
def folder(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


async def sent(office: Office, count: int = 1) -> list[str]:
    """Letters that a mail server took over."""
    letters = office.queue(count)
    people = {each.letter_id: each.person_id for each in office.desk.letters()}
    consignments = [Consignment(letter, "mail", people[letter], "worksheet_received", "w-0") for letter in letters]
    await office.desk.service.act("sent", NOON, lambda tx: tx.say(*(each.sent(1, 250, NOON) for each in consignments)))
    return letters


def returns(office: Office, folder) -> Returns:
    return Returns(office.desk.service, folder, ADDRESS, office.clock)


def test_a_report_names_the_letter_by_the_address_it_came_to():
    assert read_returned(report("letter-7"), ADDRESS) == Returned("letter-7", "5.1.1")
    assert read_returned(report("letter-7", status="no status"), ADDRESS) == Returned("letter-7", "5.0.0")
    assert read_returned(report("letter-7", kind="feedback-report"), ADDRESS) == Returned("letter-7")


@pytest.mark.parametrize(
    "mail",
    [
        report("letter-7", action="delayed", status="4.4.1"),
        report("letter-7", action="delivered", status="2.0.0"),
        report("letter-7").replace(b"cityteams.example", b"elsewhere.example"),
        b"To: returns+letter-7@cityteams.example\nAuto-Submitted: auto-replied\n\nI am away until Monday.\n",
        b"",
    ],
    ids=["late", "arrived", "for somebody else", "a note of absence", "nothing"],
)
def test_what_is_no_failure_of_a_letter_of_ours_says_nothing(mail):
    assert read_returned(mail, ADDRESS) is None


@given(st.binary(max_size=400), st.integers(min_value=0, max_value=900))
def test_whatever_arrives_can_be_read(noise, at):
    mail = report("letter-7")
    told = read_returned(mail[:at] + noise + mail[at:], ADDRESS)
    assert told is None or told.letter_id


async def test_a_permanent_bounce_is_said_once_and_ends_mail_to_the_person(office, folder):
    letter, other = await sent(office, 2)
    (folder / "new" / "1.a").write_bytes(report(letter))
    (folder / "new" / "2.b").write_bytes(report(letter))
    (folder / "new" / "3.c").write_bytes(report(other, status="4.2.2"))
    assert await returns(office, folder).take_in() == 3
    bounced = [event for event in office.desk.said() if isinstance(event, NotificationBounced)]
    assert [(each.delivery_id, each.status, each.permanent) for each in bounced] == [
        (letter, "5.1.1", True),
        (other, "4.2.2", False),
    ]
    (begun,) = [event for event in office.desk.said() if isinstance(event, SuppressionBegun)]
    assert (begun.person_id, begun.reason) == (bounced[0].to, SuppressionReason.BOUNCED)
    assert [path.name for path in sorted((folder / "cur").iterdir())] == ["1.a:2,S", "2.b:2,S", "3.c:2,S"]
    assert await returns(office, folder).take_in() == 0


async def test_a_complaint_ends_mail_to_the_person_and_the_letter_stays_sent(office, folder):
    (letter,) = await sent(office)
    (folder / "new" / "1.a").write_bytes(report(letter, kind="feedback-report"))
    await returns(office, folder).take_in()
    (begun,) = [event for event in office.desk.said() if isinstance(event, SuppressionBegun)]
    assert begun.reason is SuppressionReason.COMPLAINED
    assert not [event for event in office.desk.said() if isinstance(event, NotificationBounced)]


async def test_a_letter_that_is_not_known_or_still_waits_does_not_come_back(office, folder):
    (letter,) = office.queue(1)
    for name in (letter, "letter-of-nobody"):
        (folder / "new" / name).write_bytes(report(name))
    before = len(office.desk.said())
    assert await returns(office, folder).take_in() == 2
    assert len(office.desk.said()) == before


def test_a_folder_of_bounces_needs_the_address_that_they_come_to(tmp_path):
    with pytest.raises(ValidationError, match="CITYTEAMS_SMTP_RETURNS"):
        Settings(store_url="sqlite:////x.db", bounce_folder=tmp_path)
    assert Settings(store_url="sqlite:////x.db", smtp_returns=ADDRESS, bounce_folder=tmp_path).bounce_folder == tmp_path
