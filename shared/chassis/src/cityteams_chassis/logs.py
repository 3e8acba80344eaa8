"""structlog, once: console on a terminal, JSON otherwise; one canonical line per message; no personal data."""

import logging
import sys
from typing import Any

import structlog
from pydantic_core import to_json

from cityteams_chassis.settings import ServiceSettings


def service_log(service: str, settings: ServiceSettings) -> Any:
    """A logger of its own for a service; nothing global is configured but the silence of noisy libraries."""
    for noisy in ("nats", "faststream", "uvicorn.error", "alembic"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    pretty = settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty())
    lines = structlog.processors.JSONRenderer(lambda line, **_: to_json(line).decode())
    render: Any = structlog.dev.ConsoleRenderer() if pretty else lines
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    return structlog.wrap_logger(
        structlog.WriteLogger(sys.stderr),
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        service=service,
    )
