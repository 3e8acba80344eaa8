"""The letter about what was handed in brings the receipt as a file, and the file proves itself."""

import json

import pytest

from cityteams_cli.verifying import judge, read_receipt
from cityteams_contracts.registration import SupplementGiven, WorksheetResubmitted, WorksheetSubmitted, part_digest
from cityteams_notifications.domain.receipts import receipt_file
from cityteams_notifications.domain.wording_review import worksheet_received
from cityteams_registration.domain.receipt import receipt_of
from tests.notifications.postal import Office
from tests.notifications.samples import example, named
from tests.notifications.test_sign_in import Box

SECRET = {"risk": "a private answer", "salt": "0123456789"}


def handed_in(contract=WorksheetSubmitted, private=None, name="Bäume & “Straßen”"):
    """What a team handed in, with the receipt that registration gives for it."""
    event = named(example(contract), name)
    digest = part_digest(private) if private else None
    return event.model_copy(update={"receipt": receipt_of(event.round_id, "m-1", event.project, digest)})


@pytest.mark.parametrize("contract", [WorksheetSubmitted, WorksheetResubmitted, SupplementGiven])
@pytest.mark.parametrize("private", [None, SECRET])
def test_the_file_holds_for_whoever_computes_it_again_and_tells_nothing_private(contract, private, tmp_path):
    data = receipt_file(handed_in(contract, private))
    assert data is not None
    assert b"a private answer" not in data
    (tmp_path / "receipt.json").write_bytes(data)
    receipt = read_receipt(tmp_path / "receipt.json")
    recorded = {
        name: receipt[name] for name in ("number", "sha256", "worksheet_id", "round_id", "title", "received_at")
    }
    assert judge(receipt, recorded).wrong == []
    receipt["content"]["project"]["title"] = "Another"
    assert judge(receipt, recorded).wrong != []


def test_without_a_receipt_or_when_its_hash_is_of_something_else_there_is_no_file_and_none_is_promised():
    proven = handed_in()
    changed = proven.project.model_copy(update={"title": "Another"})
    for event in (proven.model_copy(update={"receipt": None}), proven.model_copy(update={"project": changed})):
        assert receipt_file(event) is None
        assert worksheet_received(event).facts["attached"] is False
    assert worksheet_received(proven).facts["attached"] is True


async def test_the_letter_brings_the_file_and_says_so(desk):
    event = handed_in(private=SECRET)
    office, box = Office(desk), Box()
    desk.hear(event)
    await office.postman(box).deliver()
    (mail,) = box.mails
    (file,) = mail.iter_attachments()
    assert file.get_filename() == f"receipt-{event.receipt.number}.json"
    assert json.loads(file.get_payload(decode=True)) == json.loads(receipt_file(event) or b"")
    assert "It is attached as a file" in mail.get_body(("plain",)).get_content()
