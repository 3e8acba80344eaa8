"""The planner: works on timetables of meetings outside of any transaction, one at a time, on one replica.

What is to be planned is read from the store, the engines prove it in processes of their own, and the plan is handed in
like any other message. Nothing is lost when the service stops meanwhile: the wish is a row, and is worked on again.
"""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from cityteams_chassis import Election, Service
from cityteams_events.domain.meetings.answers import Answer, Verdict
from cityteams_events.domain.meetings.meeting import MeetingPlan
from cityteams_events.domain.meetings.question import Question
from cityteams_events.handlers.meetings import hand_in_plan
from cityteams_events.proving import prove
from cityteams_events.store.meetings import asked_plans, question_at

_PLANS = uuid5(NAMESPACE_URL, "urn:cityteams:meeting-plans")
_EVERY = 1.0


async def plan_what_is_asked(service: Service) -> int:
    """Works on every plan that somebody waits for; returns how many."""
    plans = await service.read(asked_plans)
    for plan in plans:
        await _work_on(service, plan)
    return len(plans)


async def _work_on(service: Service, plan: MeetingPlan) -> None:
    question = await service.read(lambda tx: question_at(tx, plan))
    answer = await asyncio.to_thread(answer_to, question)
    trigger = str(uuid5(_PLANS, plan.plan_id or ""))
    await service.act(trigger, datetime.now(UTC), partial(hand_in_plan, question, answer))


def answer_to(question: Question) -> Answer:
    """The best plan with its proof; where none can be fair to everybody, the best of all."""
    seconds = float(question.plan.seconds)
    if not question.meetings:
        return Answer(Verdict.OPTIMAL, breaks=0)
    answer = prove(question.problem(), seconds)
    if answer.verdict is Verdict.INFEASIBLE:
        return prove(question.problem(fairness=None), seconds)
    return answer


async def keep_planning(service: Service) -> None:
    """The loop of the service; trouble is told by log and readiness, and tried again."""
    election = Election(service.store, "planner")
    try:
        while not service.stopping.is_set():
            if await asyncio.to_thread(election.holds):
                await _turn(service)
            with suppress(TimeoutError):
                async with asyncio.timeout(_EVERY):
                    await service.stopping.wait()
    finally:
        election.release()


async def _turn(service: Service) -> None:
    try:
        await plan_what_is_asked(service)
        service.troubles.pop("planner", None)
    except Exception as wrong:  # noqa: BLE001 - the loop must live; readiness and log tell the operator
        service.troubles["planner"] = f"planning meetings fails: {type(wrong).__name__}"
        service.log.error("planner.fails", reason=f"{type(wrong).__name__}: {wrong}"[:300])
