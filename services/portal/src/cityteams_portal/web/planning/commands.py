"""The commands of planning under `/api/v1`, each with its address and its words."""

from cityteams_contracts import Command
from cityteams_contracts import events as said
from cityteams_portal.web.planning.api import Handler, asking

_G, _S = "/api/v1/gatherings/{gathering_id}", "/api/v1/sessions/{session_id}"
_B, _T = "/api/v1/booth-requests/{request_id}", "/api/v1/travel-requests/{request_id}"
_OF_OFFICE: tuple[tuple[str, type[Command], str], ...] = (
    (f"{_G}/change", said.ChangeGathering, "Plans a gathering otherwise; the whole plan is said anew."),
    (f"{_G}/slip", said.SlipGathering, "Moves a gathering by months and days, with everything; all are told once."),
    (f"{_G}/cancel", said.CancelGathering, "Calls a gathering off."),
    (f"{_G}/roll-back", said.RollBackAgenda, "Brings the release before the last back, as the next."),
    (f"{_G}/delay", said.ReportDelay, "A track or room runs late from a moment on; 0 minutes: in time again."),
    (f"{_G}/rules", said.SetRules, "How strictly the rules are meant: ignore, warn or block."),
    (f"{_G}/solve", said.SolveAgenda, "Looks for the best agenda; see `plan` for how far it is."),
    (f"{_G}/stop", said.StopSolving, "Ends the search with the best found."),
    (f"{_G}/place", said.PlaceSession, "Puts a session at a time and into a room."),
    (f"{_G}/unplace", said.UnplaceSession, "Takes a session off the agenda in progress."),
    (f"{_G}/repair", said.AskRepair, "Somebody is ill or a room is lost: asks for the fewest moves that mend it."),
    (f"{_G}/repair/{{repair_id}}/adopt", said.AdoptRepair, "Takes the proposed moves over."),
    (f"{_G}/booths", said.AllocateBooths, "Gives free booths by the rule of priority."),
    (f"{_G}/travel-support", said.AllocateTravelSupport, "Grants travel support by the rule of priority."),
    (f"{_G}/sessions", said.PlanSession, "Puts a session on the list, accepted at once."),
    (f"{_S}/accept", said.AcceptSession, "Accepts a proposed session."),
    (f"{_S}/decline", said.DeclineSession, "Declines a proposed session."),
    (f"{_B}/override", said.OverrideBooth, "Decides otherwise than the rule; why is kept."),
    (f"{_T}/override", said.OverrideTravelSupport, "Decides otherwise than the rule; why is kept."),
    ("/api/v1/people/{person_id}/same-as", said.TreatAsOne, "Two ids are one person in agendas."),
)
_OF_ANYBODY: tuple[tuple[str, type[Command], str], ...] = (
    (f"{_G}/proposals", said.ProposeSession, "Answers the call for sessions."),
    (f"{_S}/change", said.ChangeSession, "Says the content of a session anew."),
    (f"{_S}/withdraw", said.WithdrawSession, "Takes a session back."),
    (f"{_G}/booth-requests", said.AskBooth, "Asks for a booth."),
    (f"{_B}/withdraw", said.WithdrawBoothRequest, "Takes a request for a booth back."),
    (f"{_G}/travel-requests", said.AskTravelSupport, "Asks that an official's journey is paid for."),
)
OFFICE: tuple[tuple[str, type[Command], Handler], ...] = tuple(
    (path, kind, asking(kind, f"`POST {path}`: {words}")) for path, kind, words in _OF_OFFICE
)
ANYBODY: tuple[tuple[str, type[Command], Handler], ...] = tuple(
    (path, kind, asking(kind, f"`POST {path}`: {words}", office=False)) for path, kind, words in _OF_ANYBODY
)
