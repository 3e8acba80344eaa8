import pytest
from typer.testing import CliRunner

from cityteams_cli.main import app

COMMANDS = (
    "up",
    "demo",
    "worksheets import",
    "worksheets list",
    "worksheets show",
    "worksheets history",
    "worksheets review",
    "worksheets accept",
    "worksheets return",
    "worksheets decline",
    "worksheets withdraw",
    "worksheets reopen",
    "organisations list",
    "organisations show",
    "organisations register",
    "organisations questions",
    "organisations merge",
    "organisations keep-apart",
    "organisations membership",
    "kpis list",
    "kpis show",
    "kpis missing",
    "kpis benchmarks",
    "kpis adopt",
    "kpis define",
    "kpis retire",
    "kpis choose",
    "kpis report",
    "kpis correct",
    "kpis not-reported",
    "kpis drop",
    "kpis calendar",
    "kpis freeze",
    "kpis publish",
    "rounds open",
    "rounds list",
    "rounds show",
    "rounds extend",
    "rounds close",
    "letters preview",
    "people grant",
    "people revoke",
    "people erase",
    "people export",
    "partners match",
    "partners show",
    "partners introductions",
    "partners introduce",
    "partners cancel",
    "texts suggest",
    "texts suggestions",
    "season play",
    "webhooks list",
    "webhooks types",
    "webhooks register",
    "webhooks show",
    "webhooks deliveries",
    "webhooks rotate",
    "webhooks test",
    "webhooks pause",
    "webhooks resume",
    "webhooks delete",
    "webhooks replay",
    "mailings list",
    "mailings show",
    "mailings recipients",
    "mailings prepare",
    "mailings proof",
    "mailings approve",
    "mailings stop",
    "record",
    "replay",
    "diff",
    "provision",
    "dead list",
    "dead show",
    "doctor",
    "permissions",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_itself(command):
    told = CliRunner().invoke(app, [*command.split(), "--help"])
    assert told.exit_code == 0
    assert len(told.stdout) > 400


def test_the_command_alone_lists_them_all():
    told = CliRunner().invoke(app, [])
    assert {command.split()[0] for command in COMMANDS} <= set(told.output.split())
