"""How far a run is: told to whoever listens, of no influence on what is found."""

from collections.abc import Callable

Tell = Callable[[str, int, int], None]
"""`tell(step, done, of)`: the step by its name (`texts`, `prices`, `teams`), how much of it is done, of how much."""


def unheard(step: str, done: int, of: int) -> None:
    """For runs that nobody watches."""
