"""Which fields differ between two versions of a project."""

from cityteams_contracts.registration import Project

_PLAIN = tuple(name for name in Project.model_fields if name != "answered")


def changed_fields(before: Project, after: Project) -> tuple[str, ...]:
    """The fields whose values differ, in the order of the contract; then the private ones that came or went."""
    plain = [name for name in _PLAIN if getattr(before, name) != getattr(after, name)]
    private = [name for name in dict.fromkeys((*before.answered, *after.answered)) if _once(name, before, after)]
    return (*plain, *private)[:60]


def _once(name: str, before: Project, after: Project) -> bool:
    return (name in before.answered) != (name in after.answered)
