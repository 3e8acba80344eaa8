"""The catalogues of indicators that are shipped with this package."""

from functools import cache
from importlib.resources import files

from cityteams_clusters.domain.kpis.catalogue import Catalogue, read_catalogue


@cache
def shipped(catalogue_id: str) -> Catalogue | None:
    """The catalogue of that name, or None. Raises BrokenCatalogue for a file that was damaged."""
    data = files("cityteams_clusters") / "data"
    names = {each.name: each for each in data.iterdir() if each.name.endswith(".yaml")}
    found = names.get(f"{catalogue_id}.yaml")
    return read_catalogue(found.read_text("utf-8")) if found else None
