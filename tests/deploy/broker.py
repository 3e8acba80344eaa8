"""A real broker with the shipped users, and clients that remember what was refused them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import nats
import pytest
from nats.aio.client import Client

from cityteams_chassis import Service
from cityteams_chassis.provision import provision
from cityteams_cli.permissions import PROVISIONER, installed_services, password_variable, users
from tests.deploy.places import PERMISSIONS
from tests.support.nats import NatsServer


@dataclass
class User:
    """A connected client."""

    client: Client
    errors: list[str] = field(default_factory=list)

    async def publishes(self, subject: str, body: bytes = b"{}", reply: str = "", **headers: str) -> list[str]:
        """Publishes; returns what the broker objected to."""
        await self.client.publish(subject, body, reply=reply, headers=headers or None)
        return await self.objections()

    async def listens(self, subject: str, queue: str = "") -> list[str]:
        """Subscribes; returns what the broker objected to."""
        await self.client.subscribe(subject, queue=queue)
        return await self.objections()

    async def objections(self) -> list[str]:
        """Complaints since the last look. Two round trips: the ping of the first may overtake what was published."""
        await self.client.flush()
        await self.client.flush()
        found, self.errors[:] = [each.lower() for each in self.errors], []
        return found


class Broker:
    """The server; every user's password is its name and a number, known only here."""

    def __init__(self) -> None:
        self.services: dict[str, Service] = installed_services()
        self.passwords = {user.name: f"{user.name}0815" for user in users(self.services)}
        self.server = NatsServer(extra=PERMISSIONS.read_text("utf-8"))

    def start(self) -> None:
        """Starts the server with the passwords in its environment, where its configuration looks for them."""
        with pytest.MonkeyPatch.context() as environment:
            for name, password in self.passwords.items():
                environment.setenv(password_variable(name), password)
            self.server.start()

    @asynccontextmanager
    async def user(self, name: str, inbox: str = "") -> AsyncIterator[User]:
        """One connection in somebody's name."""
        errors: list[str] = []

        async def remember(error: Exception) -> None:
            errors.append(str(error))

        client = await nats.connect(
            self.server.url,
            user=name,
            password=self.passwords[name],
            inbox_prefix=(inbox or f"_INBOX_{name}").encode(),
            error_cb=remember,
        )
        try:
            yield User(client, errors)
        finally:
            await client.close()

    async def provision(self) -> None:
        """Streams and durables, made in the name of the provisioner."""
        async with self.user(PROVISIONER) as admin:
            reactions = [each for service in self.services.values() for each in service.reactions]
            await provision(admin.client.jetstream(), reactions)

    def complaints(self) -> list[str]:
        """Every refusal in the server's own log."""
        lines = (self.server.folder / "log").read_text("utf-8").splitlines()
        return [line for line in lines if "[ERR]" in line or "iolation" in line]
