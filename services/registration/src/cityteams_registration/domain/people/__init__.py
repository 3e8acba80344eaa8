"""People by their ids alone: confirmed, asked for consent, and forgotten; and what drafts and contacts are."""
