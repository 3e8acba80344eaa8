"""KPIs: the catalogue, what a cluster chose, what was observed, and benchmarks."""

__all__: list[str] = []
