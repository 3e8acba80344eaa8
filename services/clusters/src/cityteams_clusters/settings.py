"""What an operator sets for clusters."""

from cityteams_chassis import ServiceSettings
from cityteams_clusters.texts.choice import TextModelName


class Settings(ServiceSettings):
    """What clusters is told beyond what every service is told."""

    text_model: TextModelName = TextModelName.HYBRID
    """What reads the words of worksheets: `hybrid`, `use` (smaller), or `tfidf` (no weights)."""
