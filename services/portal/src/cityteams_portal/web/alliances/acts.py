"""The commands of alliances, and where the API takes them."""

from cityteams_contracts import clusters as asked
from cityteams_portal.web.life.acting import Act

_ONE = "/api/v1/super-clusters/{super_cluster_id}"
_CHAIRS, _OFFICE = "the chairs and the secretariat", "the secretariat"
_SPEAKER = "who speaks for the organisation, the chairs and the secretariat"
ACTS = (
    Act(asked.FormSuperCluster, f"{_ONE}/form", _OFFICE, office=True),
    Act(asked.FormThematicCluster, f"{_ONE}/form-thematic", _OFFICE, person="leader", office=True),
    Act(asked.PromoteCluster, f"{_ONE}/promote", _OFFICE, office=True),
    Act(asked.RenameSuperCluster, f"{_ONE}/rename", _CHAIRS),
    Act(asked.MergeSuperClusters, f"{_ONE}/merge", _OFFICE, office=True),
    Act(asked.NameChair, f"{_ONE}/chairs", _OFFICE, person="person_id", office=True),
    Act(asked.RemoveChair, f"{_ONE}/chairs/{{person_id}}/remove", _CHAIRS),
    Act(asked.AskEntityAffiliation, f"{_ONE}/entities", "whoever is signed in"),
    Act(asked.AnswerEntityAffiliation, f"{_ONE}/entities/{{organisation_id}}/answer", _CHAIRS),
    Act(asked.EndEntityAffiliation, f"{_ONE}/entities/{{organisation_id}}/end", _SPEAKER),
    Act(asked.FormWorkingGroup, f"{_ONE}/groups", _CHAIRS, person="chair"),
    Act(asked.ReviseWorkingGroup, f"{_ONE}/groups/{{group}}/revise", _CHAIRS, person="chair"),
    Act(asked.CloseWorkingGroup, f"{_ONE}/groups/{{group}}/close", _CHAIRS),
    Act(asked.PublishBlueprint, f"{_ONE}/blueprints", _CHAIRS),
)
