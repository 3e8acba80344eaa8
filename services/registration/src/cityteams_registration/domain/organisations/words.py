"""The words that names of organisations are made of beside the name itself, in the spelling of `text.plain`."""

from enum import StrEnum


class Tier(StrEnum):
    """Which kind of public body a name speaks of; UNSAID when it only names a place."""

    UNSAID = "a place"
    CITY = "a city"
    DISTRICT = "a district"
    COUNTY = "a county"
    PROVINCE = "a state or province"
    PORT = "a port"


TIERS_BEFORE = {
    "city of": Tier.CITY, "city and county of": Tier.CITY, "town of": Tier.CITY, "village of": Tier.CITY,
    "township of": Tier.CITY, "borough of": Tier.CITY, "municipality of": Tier.CITY,
    "municipal government of": Tier.CITY,
    "government of the city of": Tier.CITY, "metropolitan city of": Tier.PROVINCE, "comune di": Tier.CITY,
    "citta di": Tier.CITY, "ville de": Tier.CITY, "commune de": Tier.CITY, "mairie de": Tier.CITY, "stadt": Tier.CITY,
    "hansestadt": Tier.CITY, "landeshauptstadt": Tier.CITY, "gemeente": Tier.CITY, "gemeinde": Tier.CITY,
    "ayuntamiento de": Tier.CITY, "ajuntament de": Tier.CITY, "concello de": Tier.CITY, "municipio de": Tier.CITY,
    "ciudad de": Tier.CITY, "camara municipal de": Tier.CITY, "camara municipal do": Tier.CITY,
    "camara municipal da": Tier.CITY, "municipio do": Tier.CITY, "municipio da": Tier.CITY,
    "prefeitura de": Tier.CITY, "prefeitura municipal de": Tier.CITY, "cidade de": Tier.CITY, "kota": Tier.CITY,
    "the city of": Tier.CITY, "district of": Tier.DISTRICT, "county of": Tier.COUNTY, "province of": Tier.PROVINCE,
    "provincie": Tier.PROVINCE, "provincia di": Tier.PROVINCE, "provincia de": Tier.PROVINCE,
    "diputacion de": Tier.PROVINCE, "state of": Tier.PROVINCE, "region of": Tier.PROVINCE,
    "regione": Tier.PROVINCE, "canton of": Tier.PROVINCE, "prefecture of": Tier.PROVINCE, "port of": Tier.PORT,
    "port authority of": Tier.PORT,
}  # fmt: skip
"""What stands before the name of a public body, in the languages of the programme's members."""

TIERS_AFTER = {
    "city": Tier.CITY, "town": Tier.CITY, "township": Tier.CITY, "village": Tier.CITY, "municipality": Tier.CITY,
    "municipal": Tier.CITY, "borough": Tier.CITY, "city council": Tier.CITY, "town council": Tier.CITY,
    "municipal council": Tier.CITY, "city hall": Tier.CITY, "city government": Tier.CITY, "kommune": Tier.CITY,
    "kommun": Tier.CITY, "metropolitan city": Tier.CITY, "special city": Tier.CITY,
    "metropolitan government": Tier.CITY,
    "metropolitan municipality": Tier.CITY, "municipal government": Tier.CITY, "local government": Tier.CITY,
    "local governments": Tier.CITY, "local government area": Tier.CITY, "lga": Tier.CITY, "council": Tier.CITY,
    "town hall": Tier.CITY, "municipal corporation": Tier.CITY, "district": Tier.DISTRICT, "locality": Tier.DISTRICT,
    "ward": Tier.DISTRICT, "district council": Tier.DISTRICT, "county": Tier.COUNTY, "co": Tier.COUNTY,
    "county council": Tier.COUNTY, "county government": Tier.COUNTY, "parish": Tier.COUNTY,
    "province": Tier.PROVINCE, "state": Tier.PROVINCE, "region": Tier.PROVINCE, "prefecture": Tier.PROVINCE,
    "oblast": Tier.PROVINCE, "governorate": Tier.PROVINCE, "regional government": Tier.PROVINCE,
    "state government": Tier.PROVINCE, "provincial council": Tier.PROVINCE, "port": Tier.PORT,
    "port authority": Tier.PORT, "government": Tier.UNSAID,
}  # fmt: skip
"""What stands behind it; the longest ending wins."""

LEGAL = frozenset(
    "inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh mbh ag kg se sa sarl sas srl spa"
    " bv nv ab as asa oy oyj aps kk pte pty pvt sro zrt kft doo jsc ojsc pjsc sl slu lda ltda eireli kgaa ug".split()
)
"""Legal forms: two names that differ only in these are one name."""

STOP = frozenset(
    "the of and for at in on de del della delle dei di da do dos das du des la le les el los las der die das fur"
    " und zu et e y van von voor to a an".split()
)
"""Words too small to tell names apart."""

SMALLEST = frozenset("of and the for in at".split())
"""Words whose letter an acronym leaves out."""

GENERIC = frozenset(
    "systems system technologies technology group software solutions services service holdings holding"
    " international global networks network labs laboratories laboratory communications worldwide enterprises"
    " consulting consultancy electronics industries maps europe usa".split()
)
"""Words that a company often leaves out of its name."""

COMMON = GENERIC | frozenset(
    "university college institute school research center department ministry agency authority bureau office council"
    " association foundation city county state national regional municipal public government administration commission"
    " board committee police fire emergency management transportation transport health education science energy water"
    " environment environmental information data smart digital innovation development community technical polytechnic"
    " economic planning works budget housing finance security safety society alliance chamber commerce new san saint"
    " north south east west fort port upper lower greater united states american european local area district town"
    " province region township village prefecture engineering computer medicine law arts".split()
)
"""Words that many organisations share, so that they neither find nor prove anything by themselves."""

SIDES = frozenset(
    "north south east west northern southern eastern western central upper lower new old inner outer".split()
)
"""Words that make two places of one name."""

SAME_WORD = {
    "univ": "university", "uni": "university", "universidad": "university", "universita": "university",
    "universitat": "university", "universiteit": "university", "universite": "university",
    "universidade": "university", "universitet": "university", "universitetet": "university",
    "universitas": "university", "yliopisto": "university", "uniwersytet": "university", "instituto": "institute",
    "institut": "institute", "istituto": "institute", "inst": "institute", "centre": "center", "centro": "center",
    "ctr": "center", "zentrum": "center", "centrum": "center", "dept": "department", "dep": "department",
    "departamento": "department", "dipartimento": "department", "departement": "department",
    "tech": "technology", "technische": "technical", "technischer": "technical", "tecnica": "technical",
    "technique": "technical", "tecnologico": "technological", "politecnica": "polytechnic",
    "politecnico": "polytechnic", "polytechnique": "polytechnic", "polytechnical": "polytechnic",
    "intl": "international", "natl": "national", "assn": "association", "assoc": "association",
    "asociacion": "association", "fondazione": "foundation", "fundacion": "foundation", "stiftung": "foundation",
    "lab": "laboratory", "labs": "laboratory", "laboratories": "laboratory", "technologies": "technology",
    "systems": "system", "solutions": "solution", "services": "service", "networks": "network",
    "governments": "government", "comms": "communications", "mgmt": "management", "sci": "science",
    "sciences": "science", "mun": "municipality", "govt": "government", "gov": "government", "auth": "authority",
    "organisation": "organization", "organisations": "organization", "telecommunications": "telecom",
    "telecommunication": "telecom", "cty": "county", "cnty": "county", "twp": "township",
    "engg": "engineering", "eng": "engineering", "ministerio": "ministry", "ministero": "ministry",
    "ministerium": "ministry", "camera": "chamber", "hochschule": "college", "facultad": "faculty",
    "electrical": "electric", "nazionale": "national", "nacional": "national", "nationale": "national",
}  # fmt: skip
"""Short forms and words of other languages, each with the word that stands for it."""

COUNTRY_WORDS = {
    "uk": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "usa": "US", "us": "US", "united states of america": "US", "korea": "KR",
    "republic of korea": "KR", "rok": "KR", "korea south": "KR", "holland": "NL", "netherlands": "NL",
    "the netherlands": "NL", "nederland": "NL", "russian federation": "RU", "czech republic": "CZ", "turkiye": "TR",
    "uae": "AE", "viet nam": "VN", "roc": "TW", "taiwan roc": "TW", "republic of china": "TW", "prc": "CN",
    "peoples republic of china": "CN", "china hong kong": "HK", "republic of ireland": "IE", "eire": "IE",
    "cote divoire": "CI", "drc": "CD", "dr congo": "CD", "congo": "CG", "burma": "MM", "swaziland": "SZ",
    "cape verde": "CV", "macedonia": "MK", "macau": "MO", "palestine": "PS", "deutschland": "DE", "espana": "ES",
    "italia": "IT", "osterreich": "AT", "schweiz": "CH", "suisse": "CH", "brasil": "BR", "belgie": "BE",
    "belgique": "BE", "danmark": "DK", "norge": "NO", "sverige": "SE", "suomi": "FI", "polska": "PL",
    "the gambia": "GM", "the bahamas": "BS", "the philippines": "PH", "great britain and northern ireland": "GB",
}  # fmt: skip
"""Countries as people write them beside their names in GeoNames."""
