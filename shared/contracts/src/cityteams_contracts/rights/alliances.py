"""Who may give the commands of alliances."""

from collections.abc import Mapping

from cityteams_contracts.clusters import (
    AnswerAffiliation,
    AnswerEntityAffiliation,
    AskAffiliation,
    AskEntityAffiliation,
    CloseWorkingGroup,
    EndAffiliation,
    EndEntityAffiliation,
    FormSuperCluster,
    FormThematicCluster,
    FormWorkingGroup,
    MergeSuperClusters,
    NameChair,
    PromoteCluster,
    PublishBlueprint,
    RemoveChair,
    RenameSuperCluster,
    ReviseWorkingGroup,
)
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import CHAIRS, OFFICE, TEAM, Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    FormSuperCluster: OFFICE,
    FormThematicCluster: OFFICE,
    PromoteCluster: OFFICE,
    RenameSuperCluster: CHAIRS,
    MergeSuperClusters: OFFICE,
    NameChair: OFFICE,
    RemoveChair: CHAIRS,
    AskAffiliation: TEAM,
    AnswerAffiliation: CHAIRS,
    EndAffiliation: (Giver.LEAD, *CHAIRS),
    AskEntityAffiliation: (Giver.PERSON,),
    AnswerEntityAffiliation: CHAIRS,
    EndEntityAffiliation: (Giver.MEMBER, *CHAIRS),
    FormWorkingGroup: CHAIRS,
    ReviseWorkingGroup: CHAIRS,
    CloseWorkingGroup: CHAIRS,
    PublishBlueprint: CHAIRS,
}
