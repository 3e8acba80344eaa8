"""Every private question that registration answers, and by whom."""

from cityteams_chassis import answers
from cityteams_contracts import CONTACT_GIVE, CONTACT_RESOLVE
from cityteams_contracts.registration import (
    CONTACTS_RESOLVE,
    DRAFT_DROP,
    DRAFT_LIST,
    DRAFT_READ,
    DRAFT_SAVE,
    DRAFT_SHARE,
    PART_GIVE,
    PART_READ,
    PERSON_EXPORT,
    PERSON_NAMES,
    PERSON_PUBLIC,
    SIGN_IN_ASK,
    SIGN_IN_LINK,
    SIGN_IN_REDEEM,
    SIGN_IN_VOUCH,
    WORKSHEET_CHECKLIST,
    AskSignIn,
    DropDraft,
    ExportPerson,
    GiveContact,
    GivePart,
    LinkSignIn,
    ListDrafts,
    ReadChecklist,
    ReadDraft,
    ReadNames,
    ReadPart,
    ReadPublicLeads,
    RedeemSignIn,
    ResolveContact,
    ResolveContacts,
    SaveDraft,
    ShareDraft,
    VouchSignIn,
)
from cityteams_registration.desk.checking import Checklists
from cityteams_registration.desk.contacts import Clock, Contacts, utc_now
from cityteams_registration.desk.drafts import Drafts
from cityteams_registration.desk.export import Exports
from cityteams_registration.desk.parts import Parts
from cityteams_registration.desk.people import People
from cityteams_registration.desk.sign_in import SignIns
from cityteams_registration.desk.vault import Vault
from cityteams_store.reactions import Answer


def requests(vault: Vault, clock: Clock = utc_now) -> tuple[Answer, ...]:
    """One line per question; `clock` tells registration's own time."""
    contacts, parts, drafts = Contacts(vault, clock), Parts(vault, clock), Drafts(vault, clock)
    sign_ins, people, exports = SignIns(vault, clock), People(vault, clock), Exports(vault, clock)
    return (
        answers(CONTACT_GIVE, GiveContact, contacts.give),
        answers(CONTACT_RESOLVE, ResolveContact, contacts.resolve),
        answers(CONTACTS_RESOLVE, ResolveContacts, contacts.resolve_several),
        answers(PART_GIVE, GivePart, parts.give),
        answers(PART_READ, ReadPart, parts.read),
        answers(DRAFT_SAVE, SaveDraft, drafts.save),
        answers(DRAFT_READ, ReadDraft, drafts.read),
        answers(DRAFT_LIST, ListDrafts, drafts.list),
        answers(DRAFT_SHARE, ShareDraft, drafts.share),
        answers(DRAFT_DROP, DropDraft, drafts.drop),
        answers(SIGN_IN_ASK, AskSignIn, sign_ins.ask),
        answers(SIGN_IN_LINK, LinkSignIn, sign_ins.link),
        answers(SIGN_IN_REDEEM, RedeemSignIn, sign_ins.redeem),
        answers(SIGN_IN_VOUCH, VouchSignIn, sign_ins.vouch),
        answers(PERSON_NAMES, ReadNames, people.names),
        answers(PERSON_PUBLIC, ReadPublicLeads, people.public),
        answers(PERSON_EXPORT, ExportPerson, exports.export),
        answers(WORKSHEET_CHECKLIST, ReadChecklist, Checklists(clock).read),
    )
