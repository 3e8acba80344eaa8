"""Whoever looks after an endpoint is written to once when it is given up; the notice names no more than its host."""

from cityteams_contracts.notifications import EndpointDisabled, LetterKind, LetterQueued
from cityteams_contracts.registration import PersonNamed, PersonRole, PersonUnnamed
from cityteams_notifications.domain.worded import draft_for
from cityteams_notifications.rendering import Renderer
from cityteams_notifications.store import PENDING
from tests.notifications.samples import example
from tests.notifications.webhooks.courting import MEMBER, ORGANISATION
from tests.notifications.webhooks.receiver import Receiver, status

SECOND = PersonNamed(organisation_id=ORGANISATION, person_id="p-second", role=PersonRole.CITY_OFFICIAL)
LEFT = PersonNamed(organisation_id=ORGANISATION, person_id="p-left", role=PersonRole.CITY_OFFICIAL)


async def test_everybody_who_is_of_the_organisation_now_gets_one_notice(yard):
    async with Receiver(then=status(410)) as receiver:
        it = yard(receiver.place)
        it.desk.hear(SECOND, LEFT, PersonUnnamed(**LEFT.model_dump(include={"organisation_id", "person_id", "role"})))
        await it.register(f"http://{receiver.place}/hook?token=secret")
        it.listed("c-1", "c-2")
        await it.settle()
    letters = [each for each in it.desk.said() if isinstance(each, LetterQueued)]
    notices = [each for each in letters if each.kind is LetterKind.ENDPOINT_DISABLED]
    assert sorted(each.person_id for each in notices) == [MEMBER, "p-second"]
    assert {each.because for each in notices} == {EndpointDisabled.type()}


async def test_a_notice_is_worded_from_the_event_that_says_so(yard):
    async with Receiver(then=status(410)) as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/hook?token=secret")
        it.listed("c-1")
        await it.settle()
    (said,) = [each for each in it.desk.envelopes() if each.subject.startswith(EndpointDisabled.listen()[:-1])]
    waiting = [each for each in it.desk.read(lambda tx: tx.find(PENDING)) if each.event_id == said.stamp.id]
    assert [(each.person_id, each.event_subject) for each in waiting] == [(MEMBER, said.subject)]


def test_the_notice_says_whether_the_endpoint_is_gone_or_does_not_answer_and_never_its_address():
    texts = []
    for reason in ("gone", "failing-for-days"):
        event = example(EndpointDisabled, reason=reason)
        draft = draft_for(event, LetterKind.ENDPOINT_DISABLED, "p-1")
        assert draft is not None
        texts.append(Renderer().write(draft, home="https://portal.example.org").text)
        assert event.host in texts[-1]
        assert event.title in texts[-1]
    assert "gone for good" in texts[0]
    assert "has not answered for days" in texts[1]
