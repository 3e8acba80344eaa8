"""KPIs, pure: definitions, choices, observations, what comes due, progress and benchmarks."""
