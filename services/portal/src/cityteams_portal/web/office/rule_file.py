"""A round's rule file as it is uploaded: YAML, read without anything that could run or swell."""

from typing import Any

import yaml

from cityteams_contracts import Rejected

_LONGEST = 200_000


def read_rule_file(text: bytes) -> dict[str, Any]:
    """What the file says, as plain values; raises Rejected with the line."""
    if len(text) > _LONGEST:
        raise Rejected("the-rule-file-is-too-long", f"The file has more than {_LONGEST} bytes; shorten it.")
    try:
        decoded = text.decode("utf-8-sig")
        events = list(yaml.parse(decoded, Loader=yaml.SafeLoader))
        if any(isinstance(event, yaml.AliasEvent) for event in events):
            raise Rejected("the-rule-file-has-aliases", "The file uses aliases (*name); write each value out.")
        told = yaml.load(decoded, Loader=_Loader)  # noqa: S506 - builds texts, lists and mappings only
    except UnicodeDecodeError:
        raise Rejected("the-rule-file-is-not-utf8", "The file is not UTF-8; save it as UTF-8.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        raise Rejected("the-rule-file-is-not-yaml", _words(wrong)) from None
    if not isinstance(told, dict):
        raise Rejected("the-rule-file-is-empty", "The file is no rule file: it has to begin with names and values.")
    return told


class _Loader(yaml.BaseLoader):
    """Everything is text, as registration reads it (`no` is a language); a name that is there twice is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping with each name once."""
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            line = node.start_mark.line + 1
            raise yaml.constructor.ConstructorError(None, None, f"line {line}: “{twice}” is there twice")
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def _words(wrong: Exception) -> str:
    mark = getattr(wrong, "problem_mark", None)
    problem = getattr(wrong, "problem", None) or type(wrong).__name__
    return f"The file is not YAML at line {mark.line + 1}: {problem}." if mark else f"The file is not YAML: {problem}."
