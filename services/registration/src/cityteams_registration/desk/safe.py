"""The keys within one transaction: the current epoch, the key of a person, and what is sealed under it."""

from datetime import datetime, timedelta
from uuid import uuid4

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_registration.desk.rows import Epoch, Key
from cityteams_registration.desk.store import EPOCHS, KEYS, epochs
from cityteams_registration.desk.vault import PersonKey, Vault


class Safe:
    """Opens keys for as long as one transaction lasts."""

    def __init__(self, vault: Vault, tx: Tx, now: datetime) -> None:
        self.vault, self.tx, self.now = vault, tx, now
        self._epoch: Epoch | None = None

    def epoch(self) -> Epoch:
        """The current epoch; the first one is made here."""
        if self._epoch is None:
            found = epochs(self.tx)
            self._epoch = found[0] if found else self.new_epoch()
        return self._epoch

    def new_epoch(self) -> Epoch:
        """From now on new keys are wrapped by a fresh epoch."""
        last = max((each.made_at for each in epochs(self.tx)), default=None)
        at = self.now if last is None else max(self.now, last + timedelta(microseconds=1))  # the latest is the current
        made = self.vault.new_epoch(str(uuid4()), at)
        self.tx.keep(EPOCHS, made)
        return made

    def fresh(self, person_id: str) -> tuple[Key, PersonKey]:
        """A new key for a person, which is not kept yet."""
        epoch = self.epoch()
        key = self.vault.new_key(person_id, epoch, self.now)
        return key, self.vault.opened(key, epoch)

    def key(self, person_id: str) -> PersonKey | None:
        """The key of a person; None when there is none (any more). Raises CannotOpen."""
        key = self.tx.get(KEYS, person_id)
        if key is None:
            return None
        epoch = self.tx.get(EPOCHS, key.epoch_id)
        return self.vault.opened(key, epoch) if epoch is not None else None

    def key_for(self, person_id: str, *, make: bool = False) -> PersonKey:
        """The key of a person, made at need where somebody has no contact (the secretariat); raises Rejected."""
        found = self.key(person_id)
        if found is None and make:
            key, found = self.fresh(person_id)
            self.tx.keep(KEYS, key)
        if found is None:
            raise Rejected("the-person-is-unknown", "Nobody is known under this id (any more). Check the id.", "owner")
        return found
