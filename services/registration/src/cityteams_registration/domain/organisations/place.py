"""Which place of GeoNames an organisation is at."""

from cityteams_contracts.registration import Organisation, Place
from cityteams_contracts.values import OrganisationKind
from cityteams_registration.domain.organisations.gazetteer import Gazetteer, Spot
from cityteams_registration.domain.organisations.names import Read, read
from cityteams_registration.domain.organisations.public import OUTSHINES

_ISO_REGIONS = frozenset("US GB CA AU BE CH IE".split())
"""Countries whose regions GeoNames calls as ISO 3166-2 does."""


def placed(organisation: Organisation, gazetteer: Gazetteer) -> Organisation:
    """The organisation with the place of its city, or of the public body itself; none when it could be several."""
    spot = _spot(organisation, gazetteer)
    return organisation.model_copy(update={"place": place_of(spot) if spot else None})


def place_of(spot: Spot) -> Place:
    """A spot in the words of the contract."""
    return Place(
        geonames_id=spot.geonames_id,
        name=spot.name,
        region=spot.region if spot.country in _ISO_REGIONS and spot.region else None,
        latitude=spot.latitude,
        longitude=spot.longitude,
    )


def _spot(organisation: Organisation, gazetteer: Gazetteer) -> Spot | None:
    found = read(organisation, gazetteer)
    if organisation.city:
        city = Organisation(
            name=organisation.city,
            kind=OrganisationKind.MUNICIPALITY,
            country=found.where.country or organisation.country,
        )
        found = read(city, gazetteer)
    return _unmistakable(found)


def _unmistakable(found: Read) -> Spot | None:
    spots = found.spots or found.guess
    if len(spots) > 1 and not (found.where.region and found.spots):
        return spots[0] if spots[1].population * OUTSHINES < spots[0].population else None
    return spots[0] if spots else None
