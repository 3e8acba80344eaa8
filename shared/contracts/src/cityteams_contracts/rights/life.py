"""Who may give the commands of life."""

from collections.abc import Mapping

from cityteams_contracts.clusters import (
    AdvanceCluster,
    AnswerJoin,
    AskToJoin,
    DissolveCluster,
    InviteMember,
    LeaveCluster,
    MergeClusters,
    NameOfficial,
    RemoveMember,
    RenameCluster,
    ReplaceLead,
    SetMemberRoles,
    SplitCluster,
    WithdrawInvitation,
)
from cityteams_contracts.message import Command
from cityteams_contracts.rights.giver import OFFICE, TEAM, Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    InviteMember: TEAM,
    WithdrawInvitation: TEAM,
    AskToJoin: (Giver.PERSON,),
    AnswerJoin: TEAM,
    LeaveCluster: (Giver.MEMBER, Giver.SECRETARIAT),
    RemoveMember: TEAM,
    SetMemberRoles: TEAM,
    ReplaceLead: TEAM,
    NameOfficial: TEAM,
    RenameCluster: TEAM,
    AdvanceCluster: TEAM,
    DissolveCluster: TEAM,
    MergeClusters: OFFICE,
    SplitCluster: TEAM,
}
