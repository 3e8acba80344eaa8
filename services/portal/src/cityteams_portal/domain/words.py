"""The words that people read instead of codes."""

from cityteams_contracts.values import OrganisationKind, Resource, Sector

SECTORS = {
    Sector.TRANSPORTATION: "Transportation",
    Sector.PUBLIC_SAFETY: "Public safety",
    Sector.UTILITY: "Utility",
    Sector.DATA: "Data",
    Sector.WIRELESS: "Wireless",
    Sector.AGRICULTURE_RURAL: "Agriculture and rural",
    Sector.EDUCATION: "Education",
    Sector.HEALTHCARE: "Healthcare",
    Sector.SMART_BUILDING: "Smart building",
    Sector.ENVIRONMENT: "Environment",
    Sector.OTHER: "Other",
}
KINDS = {
    OrganisationKind.MUNICIPALITY: "Municipality",
    OrganisationKind.COMPANY: "Company",
    OrganisationKind.ACADEMIA: "Academia",
    OrganisationKind.NON_PROFIT: "Non-profit",
    OrganisationKind.INVESTOR: "Investor",
    OrganisationKind.AGENCY: "Agency",
    OrganisationKind.OTHER: "Other",
}
RESOURCES = {
    Resource.TECHNOLOGY: "Technology",
    Resource.DATA: "Data",
    Resource.FUNDING: "Funding",
    Resource.PILOT_SITE: "Pilot site",
    Resource.EXPERTISE: "Expertise",
    Resource.STANDARDS: "Standards",
    Resource.POLICY: "Policy",
    Resource.COMMUNITY: "Community",
}
ANSWERS = {
    "registration.worksheet.submitted": "Your worksheet is in. The secretariat reads it next.",
    "registration.worksheet.accepted": "The worksheet is accepted.",
    "registration.worksheet.withdrawn": "The worksheet is withdrawn.",
    "registration.worksheet.resubmitted": "Your worksheet is in again. The secretariat sees what changed.",
    "registration.worksheet.review-begun": "The worksheet is in review.",
    "registration.worksheet.returned": "The worksheet is back with the team.",
    "registration.worksheet.declined": "The worksheet is declined.",
    "registration.worksheet.fields-reopened": "The team may change these fields.",
    "registration.worksheet.confirmed": "The cluster takes part in this round.",
    "registration.worksheet.supplement-given": "The supplement is in.",
    "registration.organisation.registered": "The organisation is registered.",
    "registration.organisation.corrected": "The organisation is corrected.",
    "registration.organisation.person-named": "The person is named.",
    "registration.organisation.person-unnamed": "The person is named no longer.",
    "registration.organisation.membership-set": "The membership is set.",
    "registration.organisation.duplicate-answered": "The question is answered.",
    "registration.round.opened": "The round is open.",
    "registration.round.revised": "The later version of the round holds from now on.",
    "registration.round.closed": "The round is closed.",
    "registration.round.extension-granted": "The organisation may hand in later.",
    "registration.person.role-granted": "The role is given.",
    "registration.person.role-revoked": "The role is taken back.",
    "registration.person.consent-given": "Your consent is noted.",
    "registration.person.consent-withdrawn": "Your consent is withdrawn.",
    "registration.person.erased": "The person is forgotten.",
    "clusters.cluster.invitation-answered": "The invitation is answered.",
    "clusters.cluster.member-invited": "The organisation is asked.",
    "clusters.cluster.join-asked": "The team is asked.",
    "clusters.cluster.renamed": "The cluster has its new name.",
    "clusters.cluster.advanced": "The cluster has reached the next stage.",
    "clusters.cluster.merged": "The two clusters are one.",
    "clusters.cluster.split": "The members go on by themselves.",
    "clusters.cluster.affiliation-asked": "The chairs are asked.",
    "clusters.cluster.affiliation-granted": "The cluster belongs to the SuperCluster.",
    "clusters.super-cluster.formed": "The SuperCluster is formed.",
    "clusters.super-cluster.blueprint-published": "The blueprint is published.",
    "events.gathering.announced": "The gathering is announced.",
    "events.gathering.agenda-released": "The agenda is released.",
    "events.gathering.solving-begun": "An agenda is being looked for.",
    "events.gathering.session-placed": "The session has its place.",
    "events.gathering.slipped": "The gathering has moved, and everyone is told.",
    "events.session.proposed": "Your session is proposed. The secretariat reads it next.",
    "events.session.accepted": "The session will be held.",
    "events.booth-request.asked": "Your request for a booth is in.",
}
"""What an answering event means to whoever gave the command."""


def sentence(code: str) -> str:
    """A rule's code as a sentence: `a-cluster-needs-a-municipality` reads "A cluster needs a municipality"."""
    words = code.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
