"""The golden JSON Schemas: `python -m cityteams_contracts.schemas --write | --check`.

One file per contract and version. What is in a file has been released and is stone; the code must say the same.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cityteams_contracts.compatibility import breaking_changes
from cityteams_contracts.message import Event, Message, all_contracts
from cityteams_contracts.privacy import contact_details

GOLDEN = Path(__file__).with_name("schemas")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REMEDY = "a released version never changes: release v2 as a new class beside it"


def schema_of(contract: type[Message]) -> dict[str, Any]:
    """The JSON Schema of a contract, with its name, version, key, subject and type under `x-cityteams`."""
    about = {
        "key": contract.key_field,
        "name": contract.name,
        "subject": f"{contract.listen().removesuffix('*')}<{contract.key_field}>",
        "type": contract.type(),
        "version": contract.version,
    }
    return {"$schema": _DIALECT, "x-cityteams": about, **contract.model_json_schema()}


def file_name(contract: type[Message]) -> str:
    """Where a contract's schema is kept: `<prefix>.<name>.v<N>.json`."""
    return f"{contract.prefix}.{contract.name}.v{contract.version}.json"


def canonical(schema: dict[str, Any]) -> str:
    """The one spelling of a schema: keys sorted, two spaces, a line break at the end."""
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def spoken() -> dict[str, dict[str, Any]]:
    """The schema of every contract of the code, by file name."""
    return {file_name(contract): schema_of(contract) for contract in all_contracts().values()}


def released(folder: Path) -> dict[str, dict[str, Any]]:
    """The golden schemas of a folder, by file name."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def refusals(now: dict[str, dict[str, Any]], golden: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Why the schemas of the code may not become the released ones, a line each."""
    for file, old in golden.items():
        if file not in now:
            yield f"{file}: is released but no class speaks it any more"
        else:
            yield from (f"{file}: {change}" for change in breaking_changes(old, now[file]))
    for file, schema in now.items():
        if file.startswith(f"{Event.prefix}."):
            yield from (f"{file}: {field} is a contact detail; say a PersonId" for field in contact_details(schema))


def differences(now: dict[str, dict[str, Any]], folder: Path) -> Iterator[str]:
    """Where the files of a folder do not say exactly what the code says, a line each."""
    yield from refusals(now, released(folder))
    for file, schema in now.items():
        path = folder / file
        if not path.exists():
            yield f"{file}: is not released yet; run with --write"
        elif path.read_text("utf-8") != canonical(schema):
            yield f"{file}: is not what the code says; run with --write"


def write(now: dict[str, dict[str, Any]], folder: Path) -> list[str]:
    """Writes what is new and gives nothing back; or gives the refusals back and writes nothing at all."""
    if refused := list(refusals(now, released(folder))):
        return [*refused, _REMEDY]
    folder.mkdir(parents=True, exist_ok=True)
    for file, schema in now.items():
        (folder / file).write_text(canonical(schema), "utf-8")
    return []


def main(arguments: list[str] | None = None) -> int:
    """The command line; 0 is good, 1 names what is wrong."""
    parser = argparse.ArgumentParser(prog="cityteams_contracts.schemas", description="The golden JSON Schemas.")
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--write", action="store_true", help="release what is new")
    task.add_argument("--check", action="store_true", help="compare the files with the code")
    parser.add_argument("--folder", type=Path, default=GOLDEN, help="where the golden schemas are")
    chosen = parser.parse_args(arguments)
    now = spoken()
    wrong = write(now, chosen.folder) if chosen.write else list(differences(now, chosen.folder))
    sys.stdout.writelines(f"{line}\n" for line in wrong or [f"{len(now)} contracts, as released"])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
