"""The contact of a team lead is on the public page of the cluster while the lead agrees, and nowhere else."""

from cityteams_contracts.registration import PublicLead
from cityteams_portal.store import WORKSHEETS


async def test_a_lead_who_agrees_is_shown_and_one_who_does_not_is_not(busy):
    async with busy.client() as anybody:
        assert "lea@team.example" not in (await anybody.get("/clusters/c-1")).text
        worksheet = busy.read(lambda tx: tx.get(WORKSHEETS, "w-1"))
        busy.public_leads = {worksheet.lead: PublicLead(name="Lea <Lead>", mail="lea@team.example")}
        page = (await anybody.get("/clusters/c-1")).text
        assert "Lea &lt;Lead&gt;" in page
        assert "mailto:lea@team.example" in page
        busy.away = True
        away = await anybody.get("/clusters/c-1")
    assert away.status_code == 200
    assert "lea@team.example" not in away.text
