"""SuperClusters and thematic clusters: chairs, working groups, blueprints, affiliation."""

__all__: list[str] = []
