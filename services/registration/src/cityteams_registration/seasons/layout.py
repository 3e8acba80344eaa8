"""A YAML file as plain values, with the line on which each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Everything is text: `no` is a language, 2018-02-06 a word; the contract knows which is a number or a day."""
_DEEPEST = 30


class Broken(Exception):  # noqa: N818 - says what is wrong
    """The file cannot be read; the line, the reason and the remedy."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"{line}: {reason}")
        self.line, self.reason = line, reason


@dataclass(frozen=True)
class Layout:
    """What a file says, and the tree that knows the lines."""

    value: Any
    root: yaml.Node

    def line(self, path: Sequence[str | int]) -> int:
        """The line of what a path leads to, or of the nearest thing around it; counts from 1."""
        node, line = self.root, self.root.start_mark.line
        for step in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
            elif isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == str(step):
                        node, line = value, key.start_mark.line
                        break
        return line + 1


def read_layout(text: str) -> Layout:
    """The values of a YAML document; raises Broken for what is no YAML, for keys given twice and for aliases."""
    try:
        for event in yaml.parse(text, Loader=_LOADER):  # before a tree is built: aliases can make it endless
            if isinstance(event, yaml.AliasEvent):
                raise Broken(_line(event.start_mark), "aliases (*name) are not read here; write it out once more")
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as wrong:
        begun = wrong.context_mark if "quoted" in (wrong.context or "") else None  # where the quote was opened
        mark = begun or wrong.problem_mark or wrong.context_mark
        reason = f"this is no YAML: {wrong.problem or wrong.context}; look at the indentation, quotes and colons"
        raise Broken(_line(mark), reason) from None
    except yaml.YAMLError as wrong:
        raise Broken(1, f"this is no YAML text: {wrong}".partition("\n")[0]) from None
    except RecursionError:
        raise Broken(1, "it is nested too deeply; a rule file has few levels") from None
    if not isinstance(root, yaml.MappingNode):
        raise Broken(1, "a rule file begins with keys such as `round:` and `title:`")
    return Layout(_plain(root, 0), root)


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1


def _plain(node: yaml.Node, depth: int) -> Any:
    if depth > _DEEPEST:
        raise Broken(node.start_mark.line + 1, "it is nested too deeply; a rule file has few levels")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, depth + 1) for each in node.value]
    return node.value


def _mapping(node: yaml.MappingNode, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Broken(key.start_mark.line + 1, "a key is one word")
        if key.value in found:
            raise Broken(key.start_mark.line + 1, f"the key {key.value} is there twice; keep one")
        found[key.value] = _plain(value, depth + 1)
    return found
