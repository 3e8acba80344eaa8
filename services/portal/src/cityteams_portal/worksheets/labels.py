"""What each field of the worksheet is called and asks for, in English; the catalogues translate it."""

from cityteams_contracts.registration import Audience, ProjectStatus

SECTIONS = {
    "project": "The project",
    "team": "The team",
    "needs": "What you look for and what you offer",
    "targets": "Targets and standards",
    "trust": "Security and privacy",
    "expo": "Demonstration and notes",
}
"""In the order of the page."""

LABELS = {
    "title": "Title",
    "sector": "Sector",
    "status": "Status",
    "language": "Language of this worksheet",
    "website": "Web site",
    "description": "Description",
    "challenges": "Challenges",
    "solutions": "Solutions",
    "requirements": "Major requirements",
    "lead": "Team lead",
    "participants": "Organisations that take part",
    "officials": "City officials",
    "needs": "Needs",
    "offers": "Offers",
    "targets": "Performance targets",
    "standards": "Standards and interoperability",
    "replicability": "Replicability",
    "demonstration": "Demonstration plan",
    "cybersecurity": "Cybersecurity",
    "privacy": "Privacy",
    "answers": "Questions of this round",
    "notes": "Notes for your team",
}
HINTS = {
    "title": "A short name that people remember.",
    "status": "How far the project is today.",
    "language": "The code of the language you write in, such as en, fr or pt-BR.",
    "website": "An address that begins with https:// or http://",
    "description": "What the project does, in a few sentences for everybody. No names, addresses or telephone numbers.",
    "challenges": "The problems of the city that it takes up.",
    "solutions": "How it solves them, and with which technology.",
    "requirements": "What has to be in place: data, sites, partners, money.",
    "lead": "The programme writes to this person. The name is shown to everybody only if the person agrees.",
    "participants": "At least two organisations, one of them a city that will deploy the solution.",
    "officials": "At least one official of the city. The contact of an official is never shown to others.",
    "needs": "What the team still looks for.",
    "offers": "What the team can give to others.",
    "targets": "What will be measured, from which value to which, until when. The present value may be unknown.",
    "standards": "Standards that are used, and how other systems can connect.",
    "replicability": "How another city could do the same, at which size and cost.",
    "demonstration": "What will be shown at the expo: a prototype, a pilot, first results.",
    "cybersecurity": "How systems and data are protected, and who is responsible.",
    "privacy": "Which personal data are used, why, and how people are protected.",
    "answers": "The secretariat asks every team these questions in this round.",
    "notes": "For your team alone; this is not handed in for others to read.",
}
COLUMNS = {
    "name": "Name",
    "mail": "Mail address",
    "kind": "Kind",
    "country": "Country",
    "city": "City",
    "deploys": "Will deploy the solution",
    "text": "What exactly",
    "unit": "Unit",
    "baseline": "Value today",
    "target": "Target value",
    "due": "Until",
    "method": "How it is measured",
}
COLUMN_HINTS = {
    "country": "Two letters, such as KR",
    "due": "Year-month-day",
    "unit": "Such as % or kWh",
}
ONE_ROW = {
    "officials": "City official {number}",
    "participants": "Organisation {number}",
    "needs": "Need {number}",
    "offers": "Offer {number}",
    "targets": "Target {number}",
}
STATUSES = {
    ProjectStatus.CONCEPT: "Concept only",
    ProjectStatus.DELIBERATIONS: "In deliberations",
    ProjectStatus.NEGOTIATIONS: "Negotiations",
    ProjectStatus.MASTER_PLANNING: "Master planning",
    ProjectStatus.DEVELOPMENT: "In development",
    ProjectStatus.READY: "Ready for public announcement",
    ProjectStatus.LAUNCHED: "Launched",
    ProjectStatus.IMPLEMENTED: "Implemented",
}
STATES = {
    "submitted": "Handed in; the secretariat reads it next",
    "in_review": "In review",
    "returned": "Given back with comments",
    "resubmitted": "Handed in again",
    "accepted": "Accepted",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
}
AUDIENCES = {
    Audience.PUBLIC: "Everybody can read this",
    Audience.PROGRAMME: "Signed-in participants can read this",
    Audience.SECRETARIAT: "Only your team and the secretariat can read this",
    Audience.SELF: "Only your team can read this",
}
COMMON_LANGUAGES = ("en", "fr", "es", "ko", "pt", "pt-BR", "ar", "de", "it", "ja", "zh", "nl", "tr", "id", "vi", "ru")


def every_phrase() -> list[str]:
    """All that these tables say, for the translators."""
    tables = (SECTIONS, LABELS, HINTS, COLUMNS, COLUMN_HINTS, ONE_ROW, STATUSES, STATES, AUDIENCES)
    return [phrase for table in tables for phrase in table.values()]
