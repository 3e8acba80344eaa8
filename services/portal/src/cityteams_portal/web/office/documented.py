"""What the routes of the API take and give, beyond what their first line says; read by the OpenAPI document."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.events import HoldGathering
from cityteams_portal.web import account, api, api_asking
from cityteams_portal.web.alliances import acts as alliances_acts
from cityteams_portal.web.alliances import api as alliances_api
from cityteams_portal.web.attendance import acts as attendance_acts
from cityteams_portal.web.attendance import api as attendance_api
from cityteams_portal.web.delivery import api as delivery_api
from cityteams_portal.web.documents import bringing, receipts, sheets
from cityteams_portal.web.documents.uploading import XLSX
from cityteams_portal.web.formation import api as formation
from cityteams_portal.web.kpis import api as kpi_api
from cityteams_portal.web.kpis import documented as kpi_words
from cityteams_portal.web.life import acts as life_acts
from cityteams_portal.web.life import api as life_api
from cityteams_portal.web.mailings.documented import TOLD as MAILINGS_TOLD
from cityteams_portal.web.meetings import acts as meetings_acts
from cityteams_portal.web.meetings import pages as meetings_pages
from cityteams_portal.web.office import api_register, api_rounds, api_worksheets, exports
from cityteams_portal.web.office.openapi import document
from cityteams_portal.web.office.sending import Seen
from cityteams_portal.web.partners import acts as partners_acts
from cityteams_portal.web.partners import api as partners_api
from cityteams_portal.web.planning import documented as planning
from cityteams_portal.web.preferences.api import TOLD as PREFERENCES_TOLD
from cityteams_portal.web.webhooks.documented import TOLD as WEBHOOKS_TOLD
from cityteams_portal.worksheet_row import WorksheetRow

Handler = Callable[[Request], Awaitable[Response]]
LISTS = {
    "q": "Words that are looked for; each has to be there, as the beginning of a word.",
    "limit": "How many at most, 1 to 200; 50 when not told.",
    "after": "Where the list goes on: `next` of the page before.",
}
WORKSHEETS = LISTS | {
    "state": "States with commas between: submitted, in_review, returned, resubmitted, accepted, declined, withdrawn.",
    "sector": "Codes of sectors with commas between; earlier names of a sector are found, too.",
    "round": "The id of a round.",
    "organisation": "The id of an organisation, today's or an earlier one.",
    "country": "Two letters (ISO 3166).",
    "language": "The language that it is written in (BCP 47).",
    "older_than_days": "Those that have been in their state for so many days.",
    "overdue": "1: those whose due date has passed (secretariat).",
    "reviewer": "Those in the hands of this person (secretariat).",
    "mine": "1: one's own, in every state.",
    "sort": "age, -age, title or -title.",
}
ORGANISATIONS = LISTS | {
    "kind": "municipality, company, academia, non_profit, investor, agency or other.",
    "country": "Two letters (ISO 3166).",
    "merged": "1: also those that live on in another.",
}


@dataclass(frozen=True)
class Documented:
    """The body of a request, the words in its address, what else it may give than JSON, and who may ask."""

    who: str = "anyone"
    body: type[BaseModel] | None = None
    query: Mapping[str, str] | None = None
    media: str = "application/json"


_OFFICE, _SIGNED, _ADMIN = "the secretariat", "whoever is signed in", "an administrator"
_TEAM = "the team and the secretariat"
_ACTS = (*life_acts.ACTS, *alliances_acts.ACTS, *attendance_acts.ACTS, *meetings_acts.ACTS)
DOCUMENTED: Mapping[Handler, Documented] = {
    account.me: Documented(_SIGNED),
    api.clusters: Documented(query=LISTS | {"sector": "A sector.", "state": "listed, forming or dissolved."}),
    api.agenda: Documented(query={"view": "now: the slots as they stand."}),
    api_asking.submit_worksheet: Documented(_SIGNED, WorksheetRow),
    api_asking.withdraw_worksheet: Documented("the team lead and the secretariat"),
    api_asking.answer_invitation: Documented("the invited and the secretariat", AnswerInvitation),
    api_asking.hold_gathering: Documented(_OFFICE, HoldGathering),
    api_asking.release_agenda: Documented(_OFFICE),
    api_worksheets.listed: Documented(query=WORKSHEETS),
    api_worksheets.history: Documented(_TEAM),
    api_worksheets.versions: Documented(_TEAM),
    api_worksheets.begin_review: Documented(_OFFICE, Seen),
    api_worksheets.accept: Documented(_OFFICE, Seen),
    api_worksheets.give_back: Documented(_OFFICE, api_worksheets.Return),
    api_worksheets.decline: Documented(_OFFICE, api_worksheets.Decline),
    api_worksheets.reopen: Documented(_OFFICE, api_worksheets.Reopen),
    api_worksheets.confirm: Documented("the team lead and the secretariat", api_worksheets.Confirm),
    api_register.listed: Documented(_SIGNED, query=ORGANISATIONS),
    api_register.one: Documented(_SIGNED),
    api_register.history: Documented(_OFFICE),
    api_register.register: Documented(_SIGNED, api_register.RegisterBody),
    api_register.correct: Documented("the organisation's people and the secretariat", api_register.OrganisationBody),
    api_register.set_membership: Documented(_OFFICE, api_register.MembershipBody),
    api_register.name_person: Documented("the organisation's people and the secretariat", api_register.PersonBody),
    api_register.unname_person: Documented("the organisation's people and the secretariat", api_register.UnnameBody),
    api_register.questions: Documented(_OFFICE),
    api_register.answer_question: Documented(_OFFICE, api_register.VerdictBody),
    api_rounds.open_round: Documented(_ADMIN, api_rounds.OpenBody),
    api_rounds.close_round: Documented(_ADMIN),
    api_rounds.extend: Documented(_OFFICE, api_rounds.ExtensionBody),
    api_rounds.know_person: Documented(_ADMIN, api_rounds.ContactBody),
    api_rounds.grant: Documented(_ADMIN, api_rounds.RoleBody),
    api_rounds.revoke: Documented(_ADMIN, api_rounds.RoleBody),
    api_rounds.erase: Documented("the person and an administrator"),
    api_rounds.export: Documented("the person and an administrator"),
    exports.worksheets: Documented(_OFFICE, query=WORKSHEETS, media="text/csv"),
    exports.organisations: Documented(_OFFICE, query=ORGANISATIONS, media="text/csv"),
    receipts.api_receipt: Documented(),
    sheets.api_blank: Documented(query={"round": "The id of a round."}, media=XLSX),
    sheets.api_filled: Documented(_TEAM, media=XLSX),
    bringing.api_file: Documented(_OFFICE),
    formation.runs: Documented(_OFFICE),
    formation.run: Documented(_OFFICE),
    formation.start: Documented(_OFFICE, formation.RunBody),
    formation.cancel: Documented(_OFFICE),
    formation.proposals: Documented(_OFFICE, query={name: LISTS[name] for name in ("limit", "after")}),
    formation.proposal: Documented(_OFFICE),
    formation.adopt: Documented(_OFFICE),
    formation.decline: Documented("the team lead and the secretariat", formation.DeclineBody),
    formation.ask: Documented(_OFFICE, formation.QuestionBody),
    formation.question: Documented(_OFFICE),
    formation.compare: Documented(_OFFICE, query={"before": "A completed run.", "after": "A later one."}),
    document: Documented(media="application/vnd.oai.openapi+json"),
    **{handler: Documented(who) for handler, who in kpi_words.READS.items()},
    **{kpi_api.ASKS[kind][1]: Documented(_OFFICE if office else _TEAM, kind) for _, kind, office in kpi_api.COMMANDS},
    life_api.cluster_state: Documented(query={"at": "A day or a moment: as it was then."}),
    life_api.my_invitations: Documented(_SIGNED),
    alliances_api.alliance_list: Documented(query={"q": LISTS["q"]}),
    alliances_api.alliance: Documented(query={"at": "A day or a moment: as it was then."}),
    alliances_api.blueprint: Documented(query={"number": "Which version; the last one when not told."}),
    delivery_api.listed: Documented(_OFFICE, query=delivery_api.FILTERS),
    delivery_api.one: Documented(_OFFICE),
    delivery_api.retry: Documented(_OFFICE, delivery_api.RetryBody),
    delivery_api.suppressed: Documented(_OFFICE),
    delivery_api.lift: Documented(_OFFICE),
    **{act.handler: Documented(act.who, act.body) for act in (*life_acts.ACTS, *alliances_acts.ACTS)},
    **{route: Documented(who, body) for route, (who, body) in planning.COMMANDS.items()},
    **{route: Documented(who, query=query) for route, (who, query) in planning.READS.items()},
    **{act.handler: Documented(act.who, act.body) for act in partners_acts.ACTS},
    partners_api.my_partners: Documented(_SIGNED),
    partners_api.partners_of: Documented("the organisation's people and the secretariat"),
    partners_api.run: Documented(_OFFICE),
    partners_api.introductions: Documented(_SIGNED),
    partners_api.suggestions: Documented(_TEAM),
    **{handler: Documented(**told) for handler, told in PREFERENCES_TOLD.items()},
    **{handler: Documented(**told) for handler, told in (*WEBHOOKS_TOLD.items(), *MAILINGS_TOLD.items())},
    attendance_api.seatings: Documented(query={"gathering": "The id of a gathering."}),
    attendance_api.attendees: Documented(_OFFICE),
    attendance_api.badges: Documented(_OFFICE),
    attendance_api.arrivals: Documented(_OFFICE),
    attendance_api.my_seats: Documented(_SIGNED),
    meetings_pages.mine_json: Documented(_SIGNED),
    meetings_pages.all_json: Documented(_OFFICE),
    **{act.handler: Documented(act.who, act.body) for act in _ACTS},
}
"""A route that is not here is open to anyone and takes nothing."""
