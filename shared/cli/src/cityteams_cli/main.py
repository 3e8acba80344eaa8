"""The `cityteams` command. Each command's module is imported when it is called, so that the others stay quick."""

import typer

from cityteams_cli import (
    commands_agenda,
    commands_alliances,
    commands_attendance,
    commands_benchmarks,
    commands_calendars,
    commands_clusters,
    commands_deliveries,
    commands_formation,
    commands_gatherings,
    commands_house,
    commands_letters,
    commands_mailings,
    commands_partners,
    commands_people,
    commands_register,
    commands_review,
    commands_streams,
    commands_trust,
    commands_webhooks,
)

app = typer.Typer(
    name="cityteams",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Brings city teams together: runs the house on this machine, imports worksheets, looks after events.",
)
commands_house.mount(app)
commands_people.mount(app)
commands_review.mount(app)
commands_formation.mount(app)
commands_register.mount(app)
commands_trust.mount(app)
commands_gatherings.mount(app)
commands_agenda.mount(app)
commands_clusters.mount(app)
commands_alliances.mount(app)
commands_deliveries.mount(app)
commands_letters.mount(app)
commands_mailings.mount(app)
commands_calendars.mount(app)
commands_partners.mount(app)
commands_attendance.mount(app)
commands_streams.mount(app)
commands_webhooks.mount(app)
commands_benchmarks.mount(app)
