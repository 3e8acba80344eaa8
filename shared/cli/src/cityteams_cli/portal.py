"""The portal's HTTP API as the command line uses it: one question, one answer, patience when a part is away."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import uuid4

import httpx

from cityteams_store.errors import Refused

_WAIT = 10
_ANSWER_TAKES_AT_MOST = 60.0
_AWAY_AT_MOST = 30.0


@dataclass(frozen=True)
class Reply:
    """What became of a request: done, or refused under a rule's code; `errors` name fields and remedies."""

    done: bool
    about: str = ""
    code: str = ""
    reason: str = ""
    errors: tuple[tuple[str, str], ...] = ()

    @property
    def field(self) -> str:
        """The first field that something is wrong with, or nothing."""
        return self.errors[0][0] if self.errors else ""


class NoAnswer(Exception):  # noqa: N818 - what happened
    """A command was taken, and nobody answered it in time; it is safe in the portal's outbox."""


class Portal:
    """A client of `/api/v1`; use it as an async context."""

    def __init__(self, url: str, token: str = "", transport: httpx.AsyncBaseTransport | None = None) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._url = url
        self._client = httpx.AsyncClient(
            base_url=f"{url.rstrip('/')}/api/v1", headers=headers, timeout=30, trust_env=False, transport=transport
        )

    async def __aenter__(self) -> "Portal":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def get(self, path: str, **asked: str) -> Any:
        """What is at an address, as JSON. Raises Refused when the portal says no."""
        response = await self._send("GET", path, params={name: value for name, value in asked.items() if value})
        if response.status_code != httpx.codes.OK:
            raise Refused(f"{self._url}{path}: {_problem(response).reason}")
        return response.json()

    async def find(self, path: str) -> Any | None:
        """What is at an address, as JSON, or None when nothing is there. Raises Refused when the portal says no."""
        response = await self._send("GET", path)
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        if response.status_code != httpx.codes.OK:
            raise Refused(f"{self._url}{path}: {_problem(response).reason}")
        return response.json()

    async def fetch(self, path: str) -> bytes:
        """The file at an address. Raises Refused when the portal says no."""
        response = await self._send("GET", path)
        if response.status_code != httpx.codes.OK:
            raise Refused(f"{self._url}{path}: {_problem(response).reason}")
        return response.content

    async def page(self, path: str) -> bytes:
        """The file at an address beside the API. Raises Refused when the portal says no."""
        response = await self._send("GET", f"{self._url.rstrip('/')}{path}")
        if response.status_code != httpx.codes.OK:
            raise Refused(f"{self._url}{path}: there is no such file ({response.status_code})")
        return response.content

    async def ask(self, path: str, body: Mapping[str, Any] | None = None) -> Reply:
        """Sends a command and waits for what becomes of it. Raises NoAnswer, and Refused when the door is closed."""
        return await self._asked(path, {}, json=body or {})

    async def tell(self, path: str, body: Mapping[str, Any]) -> Any:
        """What is answered at once to something that is no command, as JSON. Raises Refused."""
        response = await self._send("POST", path, json=body)
        if response.status_code != httpx.codes.OK:
            raise Refused(f"{self._url}{path}: {_problem(response).reason}")
        return response.json()

    async def begin(self, path: str, body: Mapping[str, Any]) -> Any:
        """Sends a command whose first answer tells something of its own, as JSON. Raises Refused."""
        response = await self._send("POST", path, json=body)
        if response.status_code not in (200, 202):
            raise Refused(f"{self._url}{path}: {_problem(response).reason}")
        return response.json()

    async def outcome(self, command_id: str) -> Reply:
        """What became of a command that was sent. Raises NoAnswer."""
        until = monotonic() + _ANSWER_TAKES_AT_MOST
        while monotonic() < until:
            told = await self.get(f"/commands/{command_id}")
            if told["state"] != "waiting":
                return _reply(told)
            await asyncio.sleep(0.1)
        raise NoAnswer(f"no answer to {command_id} within {_ANSWER_TAKES_AT_MOST:g} s")

    async def bring(self, path: str, file: bytes, kind: str) -> Reply:
        """Sends a file as `ask` sends a command."""
        return await self._asked(path, {"Content-Type": kind}, content=file)

    async def hand(self, path: str, file: bytes) -> Any:
        """Sends a file that becomes many commands, and gives what is told of them. Raises Refused."""
        response = await self._send("POST", path, content=file)
        if response.status_code not in (200, 202):
            wrong = _problem(response)
            raise Refused("; ".join(f"{field}: {why}" for field, why in wrong.errors[:20]) or wrong.reason)
        return response.json()

    async def _asked(self, path: str, more: Mapping[str, str], **body: Any) -> Reply:
        key = str(uuid4())  # tried again, it is the same command
        response = await self._send(
            "POST", path, headers={"Prefer": f"wait={_WAIT}", "Idempotency-Key": key, **more}, **body
        )
        until = monotonic() + _ANSWER_TAKES_AT_MOST
        while response.status_code in (200, 202) and response.json()["state"] == "waiting":
            if monotonic() > until:
                raise NoAnswer(f"no answer to {path} within {_ANSWER_TAKES_AT_MOST:g} s")
            there = f"/commands/{response.json()['command_id']}"
            response = await self._send("GET", there, headers={"Prefer": f"wait={_WAIT}"})
        if response.status_code in (401, 403):
            raise Refused(f"the portal at {self._url} says: {_problem(response).reason} (--token-file names the file)")
        if response.status_code not in (200, 202):
            return _problem(response)
        return _reply(response.json())

    async def _send(self, method: str, path: str, **rest: Any) -> httpx.Response:
        """Tries again while a part of the house is away. Raises Refused when it stays away."""
        until, pause = monotonic() + _AWAY_AT_MOST, 0.1
        while True:
            try:
                response = await self._client.request(method, path, **rest)
                if response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                    return response
                wrong = _problem(response).reason
            except httpx.TransportError as away:
                wrong = str(away) or type(away).__name__
            if monotonic() > until:
                raise Refused(f"the portal at {self._url} is away: {wrong}; start it, or name it with --portal")
            await asyncio.sleep(pause)
            pause = min(2.0, pause * 2)


def _reply(told: Mapping[str, Any]) -> Reply:
    named = ((told["field"], told["reason"]),) if told.get("field") else ()
    return Reply(
        told["state"] == "done", told.get("about") or "", told.get("code") or "", told.get("reason") or "", named
    )


def _problem(response: httpx.Response) -> Reply:
    try:
        told = response.json()
        errors = tuple((each["pointer"].strip("/").replace("/", "."), each["detail"]) for each in told["errors"])
    except (ValueError, KeyError, TypeError, AttributeError):
        told, errors = _json(response), ()
    reason = str(told.get("detail") or response.text[:200])
    return Reply(False, code=str(told.get("code") or f"http-{response.status_code}"), reason=reason, errors=errors)


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
