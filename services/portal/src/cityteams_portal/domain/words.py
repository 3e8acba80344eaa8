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
    "clusters.cluster.invitation-answered": "The invitation is answered.",
    "events.gathering.announced": "The gathering is announced.",
    "events.gathering.agenda-released": "The agenda is released.",
}
"""What an answering event means to whoever gave the command."""


def sentence(code: str) -> str:
    """A rule's code as a sentence: `a-cluster-needs-a-municipality` reads "A cluster needs a municipality"."""
    words = code.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
