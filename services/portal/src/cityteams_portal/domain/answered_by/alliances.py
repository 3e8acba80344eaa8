"""The events that say that a command of alliances was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts import clusters as said

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.AskAffiliation: (said.AffiliationAsked,),
    said.AnswerAffiliation: (said.AffiliationGranted, said.AffiliationDeclined),
    said.EndAffiliation: (said.AffiliationEnded,),
    said.FormSuperCluster: (said.SuperClusterFormed,),
    said.FormThematicCluster: (said.ThematicClusterFormed,),
    said.PromoteCluster: (said.ClusterPromoted,),
    said.RenameSuperCluster: (said.SuperClusterRenamed,),
    said.MergeSuperClusters: (said.SuperClustersMerged,),
    said.NameChair: (said.ChairNamed,),
    said.RemoveChair: (said.ChairLeft,),
    said.AskEntityAffiliation: (said.EntityAffiliationAsked,),
    said.AnswerEntityAffiliation: (said.EntityAffiliated, said.EntityAffiliationDeclined),
    said.EndEntityAffiliation: (said.EntityLeft,),
    said.FormWorkingGroup: (said.WorkingGroupFormed,),
    said.ReviseWorkingGroup: (said.WorkingGroupRevised,),
    said.CloseWorkingGroup: (said.WorkingGroupClosed,),
    said.PublishBlueprint: (said.BlueprintPublished,),
}
