"""Reads the words of worksheets as they come; one replica does, and the model works outside of transactions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cityteams_chassis import Service, Tx
from cityteams_clusters.partners.store import unread_sheets
from cityteams_clusters.texts.choice import TextModelName, chosen_model
from cityteams_timers import Due, keep_time

if TYPE_CHECKING:
    from cityteams_clusters.texts.librarian import Librarian

AT_ONCE = 16


class Reading:
    """Looks for worksheets that nobody has read; the model is loaded when the first of them comes."""

    def __init__(self, choice: TextModelName) -> None:
        self._choice, self._chosen = choice, chosen_model(choice)
        self._librarian: Librarian | None = None

    async def read_texts(self, service: Service) -> None:
        """Reads until the service stops."""
        for note in self._chosen.notes:
            service.log.warning("texts.smaller-model", model=self._chosen.name, reason=note)
        await keep_time(service, "texts", self.find)

    def find(self, tx: Tx, until: datetime) -> list[Due]:  # noqa: ARG002 - whatever is unread is due
        """Some of the worksheets that nobody has read, read; what is found is said by the work of each."""
        sheets = unread_sheets(tx, self._chosen.name, AT_ONCE)
        return self._read_by().read(tx, sheets) if sheets else []

    def _read_by(self) -> Librarian:
        if self._librarian is None:
            from cityteams_clusters.texts.librarian import Librarian  # noqa: PLC0415 - libraries that take seconds
            from cityteams_clusters.texts.models import load_model  # noqa: PLC0415

            self._librarian = Librarian(load_model(self._choice))
        return self._librarian
