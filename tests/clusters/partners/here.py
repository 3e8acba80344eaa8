"""Runs of partner matching worked out at once and here, as the process of the service would."""

import asyncio

from cityteams_clusters.partners.loop import Matching
from cityteams_clusters.partners.work import Matchmaker


class Here:
    """Does the work of the computing process; `meanwhile` happens between the reading and the answer."""

    def __init__(self, meanwhile=None):
        self.meanwhile = meanwhile

    async def compute(self, asked, hear, unwanted):
        if self.meanwhile:
            await self.meanwhile()
        return Matchmaker().answer(asked, hear)

    def end(self):
        pass


def worked_out(desk, computer=None):
    """What the service says when it works out everything that was asked for."""
    before = desk.posted()
    matching = Matching(desk.service, computer or Here())

    async def turns():
        while await matching.turn():
            pass

    asyncio.run(turns())
    return list(desk.said(before))
