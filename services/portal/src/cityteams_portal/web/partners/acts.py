"""The commands of partners, and where the API takes them."""

from cityteams_contracts import clusters as asked
from cityteams_portal.web.life.acting import Act

_ONE = "/api/v1/introductions/{introduction_id}"
ACTS = (
    Act(asked.MatchPartners, "/api/v1/partner-runs", "the secretariat", office=True),
    Act(asked.AskIntroduction, "/api/v1/introductions", "who speaks for the organisation, and the secretariat"),
    Act(asked.AnswerIntroduction, f"{_ONE}/answer", "whoever is asked"),
    Act(asked.CancelIntroduction, f"{_ONE}/cancel", "one of the two, and the secretariat"),
)
