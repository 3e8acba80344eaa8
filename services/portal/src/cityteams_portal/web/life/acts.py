"""The commands of the life of clusters, and where the API takes them."""

from cityteams_contracts import clusters as asked
from cityteams_portal.web.life.acting import Act

_ONE, _TEAM, _ANY = "/api/v1/clusters/{cluster_id}", "the team lead and the secretariat", "whoever is signed in"
ACTS = (
    Act(asked.InviteMember, f"{_ONE}/invite", _TEAM, person="person_id"),
    Act(asked.WithdrawInvitation, f"{_ONE}/invitations/{{invitation_id}}/withdraw", _TEAM),
    Act(asked.AskToJoin, f"{_ONE}/ask-to-join", _ANY),
    Act(asked.AnswerJoin, f"{_ONE}/answer-join", _TEAM),
    Act(asked.LeaveCluster, f"{_ONE}/leave", "who speaks for the organisation, and the secretariat"),
    Act(asked.RemoveMember, f"{_ONE}/remove", _TEAM),
    Act(asked.SetMemberRoles, f"{_ONE}/roles", _TEAM),
    Act(asked.ReplaceLead, f"{_ONE}/lead", _TEAM, person="lead"),
    Act(asked.NameOfficial, f"{_ONE}/officials", _TEAM, person="person_id"),
    Act(asked.RenameCluster, f"{_ONE}/rename", _TEAM),
    Act(asked.AdvanceCluster, f"{_ONE}/advance", _TEAM),
    Act(asked.DissolveCluster, f"{_ONE}/dissolve", _TEAM),
    Act(asked.MergeClusters, f"{_ONE}/merge", "the secretariat", office=True),
    Act(asked.SplitCluster, f"{_ONE}/split", _TEAM, person="lead"),
    Act(asked.AskAffiliation, f"{_ONE}/affiliations", _TEAM),
    Act(asked.AnswerAffiliation, f"{_ONE}/affiliations/{{super_cluster_id}}/answer", "the chairs and the secretariat"),
    Act(
        asked.EndAffiliation,
        f"{_ONE}/affiliations/{{super_cluster_id}}/end",
        "the team lead, the chairs and the secretariat",
    ),
)
