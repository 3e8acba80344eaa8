"""The private desk of endpoints: takes URLs, makes secrets and tells them once. No stream and no log sees them."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from cityteams_chassis import Service, Tx, answers
from cityteams_contracts import Rejected
from cityteams_contracts.notifications import (
    ENDPOINT_KEYS,
    ENDPOINT_SECRET,
    ENDPOINT_TARGET,
    EndpointKind,
    GiveTarget,
    KeysRead,
    MakeSecret,
    ReadKeys,
    SecretMade,
    TargetGiven,
)
from cityteams_contracts.registration import ProgrammeRole
from cityteams_contracts.rights import has_role
from cityteams_notifications.domain.webhooks.endpoint import Endpoint
from cityteams_notifications.store import ROLES
from cityteams_notifications.webhooks.channels import Channels
from cityteams_notifications.webhooks.rows import SealedKeys, SealedTarget
from cityteams_notifications.webhooks.safe import EndpointSafe
from cityteams_notifications.webhooks.signing import Keys
from cityteams_notifications.webhooks.store import ENDPOINTS, KEYS, TARGETS, people_of
from cityteams_notifications.webhooks.targets import Allowed, checked_target
from cityteams_store.reactions import Answer

Clock = Callable[[], datetime]


class EndpointDesk:
    """Answers the portal; without a safe nothing can be given, and the answer says what the operator has to do."""

    def __init__(self, safe: EndpointSafe | None, allowed: Allowed, channels: Channels, clock: Clock) -> None:
        self._safe, self._allowed, self._channels, self._clock = safe, allowed, channels, clock

    def requests(self) -> tuple[Answer, ...]:
        """One line per question."""
        return (
            answers(ENDPOINT_TARGET, GiveTarget, self.give),
            answers(ENDPOINT_SECRET, MakeSecret, self.renew),
            answers(ENDPOINT_KEYS, ReadKeys, self.read),
        )

    async def give(self, request: GiveTarget, service: Service) -> TargetGiven:
        """Takes a URL for an organisation of the actor's; of a webhook it tells the fresh secret. Raises Rejected."""
        safe, target_id, now = self._ready(), str(uuid4()), self._clock()
        host = self._host(request)
        keys = safe.new_keys() if request.kind is EndpointKind.WEBHOOK else None
        key_id = str(uuid4()) if keys else None

        def take(tx: Tx) -> None:
            _assert_may(tx, request.actor, request.organisation_id, "organisation_id")
            sealed = safe.seal_url(target_id, request.url)
            tx.keep(
                TARGETS,
                SealedTarget(
                    target_id, request.organisation_id, request.actor, now, request.kind, host, sealed, key_id
                ),
            )
            if keys is not None and key_id is not None:
                tx.keep(KEYS, SealedKeys(key_id, None, now, safe.seal_keys(key_id, keys), keys.told_public))

        await service.act(f"endpoint-target-{target_id}", now, take)
        service.log.info("endpoint.target-given", target=target_id, organisation=request.organisation_id)
        secret, public = (keys.told_secret, keys.told_public) if keys else (None, None)
        return TargetGiven(target_id=target_id, host=host, secret=secret, public_key=public)

    async def renew(self, request: MakeSecret, service: Service) -> SecretMade:
        """Makes fresh keys for an endpoint, which sign nothing before a command says so. Raises Rejected."""
        safe, key_id, now = self._ready(), str(uuid4()), self._clock()
        keys: Keys = safe.new_keys()

        def make(tx: Tx) -> None:
            found = _own(tx, request.actor, request.endpoint_id)
            if found.key_id is None:
                raise Rejected("a-channel-has-no-secret", "Events for a chat channel are not signed.", "endpoint_id")
            sealed = safe.seal_keys(key_id, keys)
            tx.keep(KEYS, SealedKeys(key_id, found.endpoint_id, now, sealed, keys.told_public))

        await service.act(f"endpoint-keys-{key_id}", now, make)
        service.log.info("endpoint.secret-made", keys=key_id, endpoint=request.endpoint_id)
        return SecretMade(key_id=key_id, secret=keys.told_secret, public_key=keys.told_public)

    async def read(self, request: ReadKeys, service: Service) -> KeysRead:
        """The public keys that verify what is sent now. Raises Rejected."""
        now = self._clock()

        def look(tx: Tx) -> tuple[str, ...]:
            found = (tx.get(KEYS, each) for each in _own(tx, request.actor, request.endpoint_id).keys_at(now))
            return tuple(each.public_key for each in found if each is not None)

        return KeysRead(public_keys=await service.read(look))

    def _ready(self) -> EndpointSafe:
        if self._safe is None:
            raise Rejected(
                "endpoints-are-not-set-up",
                "The operator has to set CITYTEAMS_ENDPOINT_KEY of notifications before endpoints can be registered.",
            )
        return self._safe

    def _host(self, request: GiveTarget) -> str:
        if request.kind is EndpointKind.CHANNEL:
            return self._channels.checked(request.url)
        return checked_target(request.url, self._allowed).host


def _own(tx: Tx, actor: str, endpoint_id: str) -> Endpoint:
    found = tx.get(ENDPOINTS, endpoint_id)
    _assert_may(tx, actor, found.organisation_id if found else "", "endpoint_id")
    if found is None:
        raise _not_yours("endpoint_id")
    return found


def _assert_may(tx: Tx, actor: str, organisation_id: str, field: str) -> None:
    office = has_role(ProgrammeRole.SECRETARIAT, actor, tx.get(ROLES, actor))
    if not office and (not organisation_id or actor not in people_of(tx, organisation_id)):
        raise _not_yours(field)


def _not_yours(field: str) -> Rejected:
    return Rejected(
        "not-yours-or-not-there",
        "There is nothing here that is yours. Endpoints are for the people of an organisation and the secretariat.",
        field,
    )
