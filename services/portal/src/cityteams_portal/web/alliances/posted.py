"""The forms of alliances, each turned into its command."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request

from cityteams_contracts import Command, Rejected
from cityteams_contracts import clusters as asked
from cityteams_portal.web.asking import repeatable_id
from cityteams_portal.web.life.choosing import organisation_of, person_of
from cityteams_portal.web.office.forms import Posted

Maker = Callable[[Request, Posted, str], Awaitable[Command]]


async def forming(request: Request, form: Posted) -> Command:
    """A new alliance: with the theme of an expert, of a sector in a round, or from a cluster. Raises Rejected."""
    key = repeatable_id("super-cluster", form["act_id"])
    if form["form"] == "thematic":
        leader = await person_of(request, form)
        return asked.FormThematicCluster(
            super_cluster_id=key,
            title=form["title"],
            leader=leader or "",
            leader_of=form["of"] or None,
            sector=form["sector"] or None,
        )
    if form["form"] == "promote":
        return asked.PromoteCluster(super_cluster_id=key, cluster_id=form["cluster_id"], title=form["title"])
    return asked.FormSuperCluster(
        super_cluster_id=key, round_id=form["round_id"], sector=form["sector"], title=form["title"]
    )


async def command_of(request: Request, form: Posted, key: str) -> Command:
    """The command of the form's `action`; raises Rejected, ValueError for a word of no list."""
    made = _MAKERS.get(form["action"])
    if made is None:
        raise Rejected("an-action-is-needed", "The page is out of date. Load it again.", "action")
    return await made(request, form, key)


async def _rename(_request: Request, form: Posted, key: str) -> Command:
    return asked.RenameSuperCluster(super_cluster_id=key, title=form["title"])


async def _merge(_request: Request, form: Posted, key: str) -> Command:
    return asked.MergeSuperClusters(super_cluster_id=key, into=form["into"])


async def _name(request: Request, form: Posted, key: str) -> Command:
    who = await person_of(request, form)
    return asked.NameChair(super_cluster_id=key, person_id=who or "", of=form["of"] or None)


async def _remove(_request: Request, form: Posted, key: str) -> Command:
    return asked.RemoveChair(super_cluster_id=key, person_id=form["person_id"])


async def _answer_cluster(_request: Request, form: Posted, _key: str) -> Command:
    grants, told = form["grants"] == "yes", form["super_cluster_id"]
    return asked.AnswerAffiliation(cluster_id=form["cluster_id"], super_cluster_id=told, grants=grants)


async def _ask_entity(request: Request, form: Posted, key: str) -> Command:
    organisation_id = await organisation_of(request, form["organisation"])
    return asked.AskEntityAffiliation(super_cluster_id=key, organisation_id=organisation_id)


async def _answer_entity(_request: Request, form: Posted, key: str) -> Command:
    grants, who = form["grants"] == "yes", form["organisation_id"]
    return asked.AnswerEntityAffiliation(super_cluster_id=key, organisation_id=who, grants=grants)


async def _part(_request: Request, form: Posted, key: str) -> Command:
    return asked.EndEntityAffiliation(super_cluster_id=key, organisation_id=form["organisation_id"])


async def _form_group(request: Request, form: Posted, key: str) -> Command:
    chair = await person_of(request, form, required=False)
    return asked.FormWorkingGroup(super_cluster_id=key, group=form["group"], title=form["title"], chair=chair)


async def _close_group(_request: Request, form: Posted, key: str) -> Command:
    return asked.CloseWorkingGroup(super_cluster_id=key, group=form["group"])


async def _publish(_request: Request, form: Posted, key: str) -> Command:
    blueprint = asked.Blueprint(
        title=form["title"],
        problem=form["problem"],
        cause=form["cause"],
        solutions=form["solutions"],
        benefits=form["benefits"],
        summary=form["summary"],
        clusters=tuple(form.all("clusters")),
        link=form["link"] or None,
    )
    group = form["group"] or None
    return asked.PublishBlueprint(super_cluster_id=key, document=form["document"], blueprint=blueprint, group=group)


_MAKERS: Mapping[str, Maker] = {
    "rename": _rename,
    "merge": _merge,
    "name": _name,
    "remove": _remove,
    "answer-cluster": _answer_cluster,
    "ask-entity": _ask_entity,
    "answer-entity": _answer_entity,
    "part": _part,
    "form-group": _form_group,
    "close-group": _close_group,
    "publish": _publish,
}
