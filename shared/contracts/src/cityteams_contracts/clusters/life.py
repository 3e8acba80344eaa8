"""What happens to a cluster after it was proposed: members, roles, names, merging, splitting, past states."""

__all__: list[str] = []
