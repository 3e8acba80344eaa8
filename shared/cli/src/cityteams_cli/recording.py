"""`cityteams record`: streams into one file."""

from collections.abc import Sequence
from pathlib import Path

from nats.aio.client import Client
from rich.progress import MofNCompleteColumn, Progress

from cityteams_cli.reading import last_sequences, read_all
from cityteams_cli.records import line_of, opened
from cityteams_cli.talk import Talk
from cityteams_contracts import EVENT_STREAMS
from cityteams_store.errors import Refused


async def record(client: Client, to: Path, streams: Sequence[str], talk: Talk) -> int:
    """Writes what the streams hold now; the file appears when it is whole. Returns the number of lines."""
    names = list(streams) or list(EVENT_STREAMS.values())
    lasts, count = await last_sequences(client, names), 0
    draft = to.with_name(f".part-{to.name}")  # keeps the suffix, which tells whether to compress
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    try:
        with opened(draft, "wb") as file, Progress(*columns, console=talk.console, disable=not talk.lively) as progress:
            task = progress.add_task("messages", total=sum(lasts.values()))
            async for found in read_all(client, names, lasts):
                file.write(line_of(found).encode())
                count += 1
                if not count % 500:
                    progress.update(task, completed=count)
            progress.update(task, completed=count)
        draft.replace(to)
    except OSError as wrong:
        raise Refused(f"{to} cannot be written: {wrong.strerror or wrong}; choose another file with --to") from None
    return count
