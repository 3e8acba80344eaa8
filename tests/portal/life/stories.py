"""Events of a cluster and an alliance that change over weeks, each at its own moment."""

from datetime import datetime, timedelta
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts import clusters as said
from cityteams_contracts.values import OrganisationKind, Participant, Sector
from tests.portal.story import CITY, LAB, NOON, listed, proposed

ULM = Participant(organisation_id="o-ulm", name="Ulm", kind=OrganisationKind.MUNICIPALITY, country="DE", deploys=True)
ROLES = (said.MemberRole.DEPLOYING_MUNICIPALITY, said.MemberRole.LEAD)
PAPER = said.Blueprint(title="Lights", problem="P", cause="C", solutions="S", benefits="B", summary="Sum", clusters=())
BETTER = PAPER.model_copy(update={"summary": "Better"})
TITLE, NEXT = "Crime-curbing lights", "Lights that call"


def week(number: int) -> datetime:
    """Noon of a day so many weeks later."""
    return NOON + timedelta(weeks=number)


def of_the_cluster() -> list[tuple[int, Event]]:
    """What happens in which week."""
    lacks = ("a-cluster-needs-two-organisations",)
    whole: dict[str, Any] = {"cluster_id": "c-1", "lead": "p-lead"}
    joined: dict[str, Any] = {"cluster_id": "c-1", "organisation": ULM, "roles": ROLES}
    return [
        (0, proposed("c-1")),
        (0, listed("c-1")),
        (0, said.AffiliationGranted(cluster_id="c-1", super_cluster_id="sc", super_cluster="Safety SuperCluster")),
        (1, said.ClusterRenamed(cluster_id="c-1", before=TITLE, title=NEXT, renamed_at=week(1))),
        (1, said.ClusterRevised(**whole, title=NEXT, members=(CITY, LAB))),
        (2, said.MemberJoined(**joined, person_id="p-ulm", title=NEXT, joined_at=week(2))),
        (2, said.ClusterRevised(**whole, title=NEXT, members=(CITY, LAB, ULM))),
        (3, said.ClusterAdvanced(**whole, before="listed", stage="active", title=NEXT, advanced_at=week(3))),
        (4, said.MemberLeft(**whole, organisation=LAB, removed=False, title=NEXT, missing=lacks, left_at=week(4))),
        (4, said.ClusterRevised(**whole, title=NEXT, members=(CITY, ULM), missing=lacks)),
        (4, said.ClusterInvalidated(**whole, title=NEXT, missing=lacks, invalidated_at=week(4))),
    ]


def of_the_alliance() -> list[tuple[int, Event]]:
    """What happens in which week."""
    title, new = "Safety SuperCluster", "Public Safety SuperCluster"
    it: dict[str, Any] = {"super_cluster_id": "sc"}
    paper = it | {"document": "lights", "super_cluster": new}
    return [
        (0, said.SuperClusterFormed(**it, round_id="sc3-2018", sector=Sector.PUBLIC_SAFETY, title=title)),
        (1, said.ChairNamed(**it, person_id="p-chair", of="University of Louisiana", title=title, named_at=week(1))),
        (2, said.SuperClusterRenamed(**it, before=title, title=new, renamed_at=week(2))),
        (3, said.WorkingGroupFormed(**it, group="lights", title="Lights group", formed_at=week(3))),
        (4, said.BlueprintPublished(**paper, blueprint_id="b-1", number=1, blueprint=PAPER, published_at=week(4))),
        (5, said.BlueprintPublished(**paper, blueprint_id="b-2", number=2, blueprint=BETTER, published_at=week(5))),
        (6, said.EntityAffiliated(**it, organisation=LAB, person_id="p-lab", title=new, affiliated_at=week(6))),
    ]


def tell(desk, happened):
    """The portal hears each in its week."""
    for number, event in happened:
        desk.noon = week(number)
        desk.hear(event)
    desk.noon = NOON
    return desk
