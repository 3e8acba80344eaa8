"""What a test does when the machine lacks something."""

import os
from typing import NoReturn

import pytest


def missing(what: str, remedy: str) -> NoReturn:
    """Skip at home with the reason; fail where CI is set, because there everything must be installed."""
    sentence = f"{what} is missing; remedy: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
