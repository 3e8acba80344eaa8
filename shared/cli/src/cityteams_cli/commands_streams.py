"""Stub replaced below."""

import typer


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
