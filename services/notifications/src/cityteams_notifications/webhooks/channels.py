"""Chat channels through Apprise: Slack, Teams, Telegram and others whose hosts are fixed.

A URL of Apprise may name files, other hosts, or switch checks off; so only services with a host of their own are taken,
and only such options as are part of an address. Redirects are not followed. What has a host in its URL is taken where
the operator allows that very place.
"""

import asyncio
import logging
import re
from functools import partial
from typing import Any

from cityteams_contracts import Rejected
from cityteams_notifications.domain.webhooks.retrying import Reply
from cityteams_notifications.webhooks.targets import Allowed

FIXED = frozenset("slack msteams tgram discord gchat wxteams webex zulip line dingtalk feishu lark wecombot".split())
"""Services whose host does not stand in the URL."""
TEAMS, TEAMS_HOSTS = "workflows", (".logic.azure.com", ".environment.api.powerplatform.com")
"""The workflows of Teams have a host in the URL, which has to be one of Microsoft's."""
WITH_HOST = frozenset({"json", "jsons", "mmost", "mmosts", "rocket", "rockets", "ntfy", "ntfys"})
"""Services of one's own, for places that the operator allows."""
_OPTIONS = frozenset({"api-version", "sp", "sv", "sig"})
_BETWEEN = re.compile(r"[&;?]")
_PLACE = re.compile(r"(?P<host>[A-Za-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?(?:/|$)")
_PLAIN = re.compile(r"[!-~]{8,2000}")


class Channels:
    """Checks the URLs of channels, and sends sentences to them."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed

    def checked(self, url: str) -> str:
        """What may be told of the URL: the name of the service. Raises Rejected."""
        schema, _, rest = url.partition("://")
        before, _, asked = rest.partition("?")  # as Apprise reads it: a # ends nothing
        if not _PLAIN.fullmatch(url) or not self._may(schema, before):
            known = ", ".join(sorted({*FIXED, TEAMS}))
            raise _no("the-channel-is-not-supported", f"Give an Apprise URL of one of these services: {known}.")
        if strange := {part.partition("=")[0] for part in _BETWEEN.split(asked) if part} - _OPTIONS:
            raise _no("the-channel-has-options", f"Leave out {', '.join(sorted(strange))[:60]}: it is not allowed.")
        if not self._known(url):
            raise _no("the-channel-cannot-be-read", "The service does not know this URL. Check its parts and copy it.")
        return schema

    def _may(self, schema: str, rest: str) -> bool:
        if schema in FIXED:
            return True
        found = _PLACE.match(rest)
        host, port = (found["host"].lower(), int(found["port"] or 0)) if found else ("", 0)
        if schema == TEAMS:
            return host.endswith(TEAMS_HOSTS) and port in (0, 443)
        ports = (port,) if port else (80, 443)
        return schema in WITH_HOST and any(self._allowed.has(host, each) for each in ports)

    @staticmethod
    def _known(url: str) -> bool:
        return bool(_notifier().add(url))

    async def send(self, url: str, title: str, line: str) -> Reply:
        """What came of it; services of Apprise tell yes or no. Raises nothing."""
        try:
            taken = await asyncio.to_thread(partial(_notify, url, title, line))
        except Exception:  # noqa: BLE001 - whatever a plugin does with a stranger's service is an attempt in vain
            return Reply(reason="the-attempt-failed")
        return Reply(200) if taken else Reply(reason="the-channel-says-no")


def _notify(url: str, title: str, line: str) -> bool:
    notifier = _notifier()
    return bool(notifier.add(url)) and bool(notifier.notify(body=line, title=title))


def _notifier() -> Any:
    import apprise  # noqa: PLC0415 - a second of work, for those who have channels

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its words name hosts; ours say what came of it
    asset = apprise.AppriseAsset(http_redirects=False, interpret_escapes=False, app_id="cityteams", app_url="")
    return apprise.Apprise(asset=asset)


def _no(code: str, reason: str) -> Rejected:
    return Rejected(code, reason, "url")
