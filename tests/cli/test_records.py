import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_cli.reading import merged
from cityteams_cli.records import Record, kept, line_of, opened, read_file, record_of, sortable
from cityteams_store.errors import Refused

TEXTS = st.text(max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def record(body: bytes = b"{}", **more) -> Record:
    values: dict[str, Any] = {
        "stream": "EVT_CLUSTERS",
        "sequence": 7,
        "time": "2026-01-01T00:00:00.100000000Z",
        "subject": "a.b",
    }
    return Record(**(values | {"headers": {"ce-id": "x"}, "body": body} | more))


@given(st.dictionaries(TEXTS, VALUES, max_size=4), st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_what_was_recorded_is_read_back_as_it_was(data, headers):
    given_ = record(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"), headers=headers)
    line = line_of(given_)
    assert line.count("\n") == 1
    found = record_of(line.encode("utf-8", "surrogatepass"), 1)
    assert json.loads(found.body) == data
    assert (found.stream, found.sequence, found.subject, found.headers) == ("EVT_CLUSTERS", 7, "a.b", headers)


@given(st.binary(max_size=30))
def test_a_body_that_is_no_json_comes_back_byte_by_byte(body):
    found = record_of(line_of(record(body)).encode(), 1)
    assert found.body == body or json.loads(found.body) == json.loads(body)


def test_the_data_is_a_json_object_that_any_tool_reads():
    read = json.loads(line_of(record(b'{"title": "Z\xc3\xbcrich",\n "weight": 0.1}')))
    assert read["data"] == {"title": "Zürich", "weight": 0.1}
    assert set(read) == {"stream", "sequence", "time", "subject", "headers", "data"}


def test_a_header_named_like_the_data_confuses_nobody():
    given_ = record(b'{"a":1}', headers={"x": ', "data": {', "data": "mine"})
    assert record_of(line_of(given_).encode(), 1) == given_


def test_a_line_that_another_tool_wrote_is_read_too():
    told = json.dumps(json.loads(line_of(record(b'{"a":1}'))), separators=(",", ":"), sort_keys=True)
    assert record_of(told.encode(), 1) == record(b'{"a":1}')


@pytest.mark.parametrize("name", ["events.jsonl", "events.jsonl.gz"])
def test_a_file_is_compressed_when_its_name_says_so(tmp_path, name):
    with opened(tmp_path / name, "wb") as file:
        file.writelines(line_of(record(sequence=number)).encode() for number in range(1, 4))
    assert [each.sequence for each in read_file(tmp_path / name)] == [1, 2, 3]
    assert ((tmp_path / name).read_bytes()[:2] == b"\x1f\x8b") == name.endswith(".gz")


@pytest.mark.parametrize("line", [b"not json", b"[]", b'{"stream": "X"}', b'{"stream":"X","sequence":"a"}'])
def test_a_line_that_is_no_record_is_refused_by_its_number(line):
    with pytest.raises(Refused, match="line 12 is no recorded message"):
        record_of(line, 12)


def test_a_cut_off_file_is_refused(tmp_path):
    whole = tmp_path / "whole.gz"
    with opened(whole, "wb") as file:
        file.writelines(line_of(record(sequence=number)).encode() for number in range(200))
    (tmp_path / "cut.gz").write_bytes(whole.read_bytes()[:-20])
    with pytest.raises(Refused, match="cannot be read"):
        list(read_file(tmp_path / "cut.gz"))


def test_times_of_the_broker_sort_as_text():
    times = ["2026-01-01T00:00:00.1Z", "2026-01-01T00:00:00.12Z", "2026-01-01T00:00:00Z"]
    assert sorted(map(sortable, times)) == [sortable(times[2]), sortable(times[0]), sortable(times[1])]


def test_headers_that_the_broker_added_are_left_out():
    assert kept({"ce-id": "1", "Nats-Msg-Id": "1", "Nats-Sequence": "4", "Nats-Batch-Id": "b"}) == {
        "ce-id": "1",
        "Nats-Msg-Id": "1",
    }


async def test_streams_are_merged_by_time_and_each_keeps_its_order():
    async def stream(name, *times):
        for number, time in enumerate(times, 1):
            yield record(stream=name, sequence=number, time=time)

    found = [each async for each in merged([stream("B", "1", "3", "3"), stream("A", "2", "3"), stream("C")])]
    assert [(each.stream, each.sequence) for each in found] == [("B", 1), ("A", 1), ("A", 2), ("B", 2), ("B", 3)]
