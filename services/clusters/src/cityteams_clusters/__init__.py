"""Clusters: proposes, forms and follows the teams of a round, their SuperClusters and KPIs."""
