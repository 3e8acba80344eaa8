"""Pages and API of kpis."""
