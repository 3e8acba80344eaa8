"""Private questions to registration: core NATS request and reply, which no stream and no disk of the broker keeps.

Whatever could tell who a person is travels here and nowhere else. `actor` is the PersonId of the signed-in person for
whom the portal asks; registration itself decides whether that person may. `purpose` is logged with every reading.
"""

from cityteams_contracts.message import CONTACT_GIVE, CONTACT_RESOLVE

__all__ = [
    "ASKED_BY",
    "CONTACTS_RESOLVE",
    "DRAFT_DROP",
    "DRAFT_LIST",
    "DRAFT_READ",
    "DRAFT_SAVE",
    "DRAFT_SHARE",
    "PART_GIVE",
    "PART_READ",
    "PERSON_EXPORT",
    "PERSON_NAMES",
    "PERSON_PUBLIC",
    "SIGN_IN_ASK",
    "SIGN_IN_LINK",
    "SIGN_IN_REDEEM",
    "SIGN_IN_VOUCH",
    "WORKSHEET_CHECKLIST",
]

_SUBJECT = "cityteams.prv.registration"
CONTACTS_RESOLVE = f"{_SUBJECT}.contact.resolve-several"
PART_GIVE = f"{_SUBJECT}.part.give"
PART_READ = f"{_SUBJECT}.part.read"
DRAFT_SAVE = f"{_SUBJECT}.draft.save"
DRAFT_READ = f"{_SUBJECT}.draft.read"
DRAFT_LIST = f"{_SUBJECT}.draft.list"
DRAFT_SHARE = f"{_SUBJECT}.draft.share"
DRAFT_DROP = f"{_SUBJECT}.draft.drop"
SIGN_IN_ASK = f"{_SUBJECT}.sign-in.ask"
SIGN_IN_LINK = f"{_SUBJECT}.sign-in.link"
SIGN_IN_REDEEM = f"{_SUBJECT}.sign-in.redeem"
SIGN_IN_VOUCH = f"{_SUBJECT}.sign-in.vouch"
PERSON_NAMES = f"{_SUBJECT}.person.names"
PERSON_PUBLIC = f"{_SUBJECT}.person.public"
PERSON_EXPORT = f"{_SUBJECT}.person.export"
WORKSHEET_CHECKLIST = f"{_SUBJECT}.worksheet.checklist"

ASKED_BY = {
    "portal": (
        CONTACT_GIVE,
        PART_GIVE,
        PART_READ,
        DRAFT_SAVE,
        DRAFT_READ,
        DRAFT_LIST,
        DRAFT_SHARE,
        DRAFT_DROP,
        SIGN_IN_ASK,
        SIGN_IN_REDEEM,
        SIGN_IN_VOUCH,
        PERSON_NAMES,
        PERSON_PUBLIC,
        PERSON_EXPORT,
        WORKSHEET_CHECKLIST,
    ),
    "notifications": (CONTACT_RESOLVE, CONTACTS_RESOLVE, SIGN_IN_LINK),
}
"""Which service may ask which private question; the broker's permissions are generated from this."""
