"""Letters as text: Jinja2 in its sandbox, one template per kind. Words of people are only ever values."""

from functools import cache

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cityteams_notifications.domain.letters import Draft


def render(draft: Draft) -> str:
    """The body of a letter. Raises jinja2.UndefinedError when a template asks for a fact that the draft lacks."""
    return _environment().get_template(f"{draft.kind}.txt").render(draft.facts)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=PackageLoader("cityteams_notifications"),
        undefined=StrictUndefined,
        autoescape=False,  # plain text, never read as HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
