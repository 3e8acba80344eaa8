"""The events that say that a command of life was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts import clusters as said

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.InviteMember: (said.MemberInvited,),
    said.WithdrawInvitation: (said.InvitationWithdrawn,),
    said.AskToJoin: (said.JoinAsked,),
    said.AnswerJoin: (said.JoinAnswered,),
    said.LeaveCluster: (said.MemberLeft,),
    said.RemoveMember: (said.MemberLeft,),
    said.SetMemberRoles: (said.MemberRolesSet,),
    said.ReplaceLead: (said.LeadReplaced,),
    said.NameOfficial: (said.OfficialNamed,),
    said.RenameCluster: (said.ClusterRenamed,),
    said.AdvanceCluster: (said.ClusterAdvanced,),
    said.DissolveCluster: (said.ClusterDissolved,),
    said.MergeClusters: (said.ClusterMerged,),
    said.SplitCluster: (said.ClusterSplit,),
}
