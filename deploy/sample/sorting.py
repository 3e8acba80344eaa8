"""What a printed city or partner is: its kind, its country, its plain name."""

import re

COUNTRIES = {
    "Belgium": "BE",
    "Cambodia": "KH",
    "China": "CN",
    "France": "FR",
    "Germany": "DE",
    "Ireland": "IE",
    "Italy": "IT",
    "Japan": "JP",
    "Korea": "KR",
    "Mexico": "MX",
    "Netherlands": "NL",
    "Nigeria": "NG",
    "Portugal": "PT",
    "Scotland": "GB",
    "South Korea": "KR",
    "Spain": "ES",
    "Taiwan": "TW",
    "UK": "GB",
    "USA": "US",
}
KINDS = (
    (
        "academia",
        r"University|College|Institute|Universit|Academia|Tecnologico|^UC |^CMU$|^OSU |^UTC CSE|Campus|School",
    ),
    ("municipality", r"^City of |^Town of |\bCounty$|\bCity Council$|\bTown$"),
    (
        "non_profit",
        (
            r"Foundation|Association|Council|Cent(er|re)\b|Society|Alliance|Chamber|Committee|Collaborat"
            r"|Salvation Army|Forum|Initiative|Partnership"
        ),
    ),
    (
        "agency",
        (
            r"Authority|Department|Agency|Board|Ministry|Bureau|Office|Commission|Administration|Police|Program$"
            r"|^State of|^(NIST|NTIA|USDOT|DDOT|MPD|NCPC|NICT|TNO|ENEA)\b"
        ),
    ),
)
ADDRESS = re.compile(r"\s*(https?://|www\.)\S+")
COUNTRY_IN_BRACKETS = re.compile(r"\s*\(([A-Z][A-Za-z ]+)\)$")


def tidy(text: str) -> str:
    """On one line, without web addresses, without a leading article."""
    return " ".join(ADDRESS.sub("", text).split()).removeprefix("the ")


def kind_of(name: str) -> str:
    """The kind of organisation, by words in its name; a company when no word tells."""
    bare = COUNTRY_IN_BRACKETS.sub("", name)
    return next((kind for kind, words in KINDS if re.search(words, bare)), "company")


def country_of(printed: str) -> str | None:
    """ISO 3166-1 alpha-2 of a printed city or of a country in brackets or after a dash; None where none is printed."""
    bracketed = COUNTRY_IN_BRACKETS.search(printed)
    last = bracketed[1] if bracketed else re.split(r", | - ", printed)[-1]
    return COUNTRIES.get(last.strip())


def place_of(city: str) -> str:
    """The printed city without its country."""
    return ", ".join(part for part in city.split(", ") if part not in COUNTRIES) or city


def is_one_of_the_cities(partner: str, cities: list[str]) -> bool:
    """Whether a partner is a participating city in other words, such as `City of X` or `X City Council`."""
    name = COUNTRY_IN_BRACKETS.sub("", tidy(partner)).removeprefix("City of ")
    bare = re.sub(r" (Council|Government|Town)$", "", name)
    return bare in {city.split(", ")[0] for city in cities}
