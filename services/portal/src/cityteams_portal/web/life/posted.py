"""The forms of a team's desk, each turned into its command."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request

from cityteams_contracts import Command, Rejected
from cityteams_contracts import clusters as asked
from cityteams_portal.web.life.choosing import organisation_of, person_of
from cityteams_portal.web.office.forms import Posted, moment_of

Maker = Callable[[Request, Posted, str], Awaitable[Command]]


async def command_of(request: Request, form: Posted, cluster_id: str) -> Command:
    """The command of the form's `action`; raises Rejected, ValueError for a word of no list."""
    made = _MAKERS.get(form["action"])
    if made is None:
        raise Rejected("an-action-is-needed", "The page is out of date. Load it again.", "action")
    return await made(request, form, cluster_id)


def _roles(form: Posted) -> tuple[asked.MemberRole, ...]:
    return tuple(asked.MemberRole(each) for each in form.all("roles"))


async def _invite(request: Request, form: Posted, cluster_id: str) -> Command:
    organisation_id, who = await organisation_of(request, form["organisation"]), await person_of(request, form)
    until = moment_of(form["answer_by"], "answer_by") if form["answer_by"] else None
    return asked.InviteMember(
        cluster_id=cluster_id,
        organisation_id=organisation_id,
        person_id=who or "",
        roles=_roles(form),
        answer_by=until,
    )


async def _withdraw(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.WithdrawInvitation(cluster_id=cluster_id, invitation_id=form["invitation_id"])


async def _ask(request: Request, form: Posted, cluster_id: str) -> Command:
    organisation_id = await organisation_of(request, form["organisation"])
    return asked.AskToJoin(cluster_id=cluster_id, organisation_id=organisation_id, roles=_roles(form))


async def _answer(_request: Request, form: Posted, cluster_id: str) -> Command:
    accepts = form["accepts"] == "yes"
    return asked.AnswerJoin(cluster_id=cluster_id, organisation_id=form["organisation_id"], accepts=accepts)


async def _leave(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.LeaveCluster(cluster_id=cluster_id, organisation_id=form["organisation_id"])


async def _remove(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.RemoveMember(cluster_id=cluster_id, organisation_id=form["organisation_id"])


async def _set_roles(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.SetMemberRoles(cluster_id=cluster_id, organisation_id=form["organisation_id"], roles=_roles(form))


async def _lead(request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.ReplaceLead(cluster_id=cluster_id, lead=await person_of(request, form) or "")


async def _official(request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.NameOfficial(cluster_id=cluster_id, person_id=await person_of(request, form) or "")


async def _rename(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.RenameCluster(cluster_id=cluster_id, title=form["title"])


async def _advance(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.AdvanceCluster(cluster_id=cluster_id, stage=asked.ClusterStage(form["stage"]))


async def _dissolve(_request: Request, form: Posted, cluster_id: str) -> Command:
    if form["sure"] != "yes":
        raise Rejected("a-tick-is-needed", "Tick that the team really ends; it cannot be taken back.", "sure")
    return asked.DissolveCluster(cluster_id=cluster_id)


async def _merge(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.MergeClusters(cluster_id=cluster_id, into=form["into"])


async def _split(request: Request, form: Posted, cluster_id: str) -> Command:
    who = await person_of(request, form)
    return asked.SplitCluster(
        cluster_id=cluster_id, title=form["title"], lead=who or "", organisations=tuple(form.all("organisations"))
    )


async def _affiliate(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.AskAffiliation(cluster_id=cluster_id, super_cluster_id=form["super_cluster_id"])


async def _part(_request: Request, form: Posted, cluster_id: str) -> Command:
    return asked.EndAffiliation(cluster_id=cluster_id, super_cluster_id=form["super_cluster_id"])


_MAKERS: Mapping[str, Maker] = {
    "invite": _invite,
    "withdraw": _withdraw,
    "ask": _ask,
    "answer": _answer,
    "leave": _leave,
    "remove": _remove,
    "roles": _set_roles,
    "lead": _lead,
    "official": _official,
    "rename": _rename,
    "advance": _advance,
    "dissolve": _dissolve,
    "merge": _merge,
    "split": _split,
    "affiliate": _affiliate,
    "part": _part,
}
