"""The receipt of a submission: a number that can be read out over the telephone, and a hash that proves the content."""

from hashlib import sha256

from cityteams_contracts.registration import Project, Receipt, canonical_bytes, canonical_content

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What numbers are written in: none of 0 O, 1 I L, U, which are mistaken for each other or spell words."""
_GROUPS, _GROUP = 2, 4
_ROUND_AT_MOST = 54  # with two groups of four and their dashes a number is as long as an id may be


def canonical(project: Project, part_digest: str | None) -> bytes:
    """The one spelling of what was handed in: JSON in UTF-8, keys sorted, no blanks, nothing that is at its default.

    `part_digest` is the SHA-256 (hexadecimal) of the private part with its salt; None when there is none. A field that
    a later version of the contract adds is at its default in what was handed in before, so old receipts stay true.
    """
    return canonical_bytes(canonical_content(project, part_digest))


def number_of(round_id: str, message_id: str) -> str:
    """The number, such as SC3-2018-7K2M-9QXP: it follows from the id of the command, and tells nothing about it."""
    rest, letters = int.from_bytes(sha256(f"receipt/{message_id}".encode()).digest()), []
    for _ in range(_GROUPS * _GROUP):
        rest, at = divmod(rest, len(LETTERS))
        letters.append(LETTERS[at])
    groups = ["".join(letters[start : start + _GROUP]) for start in range(0, len(letters), _GROUP)]
    return "-".join([round_id.upper()[:_ROUND_AT_MOST], *groups])


def receipt_of(round_id: str, message_id: str, project: Project, part_digest: str | None) -> Receipt:
    """The receipt of what was handed in by the command of that id."""
    proof = sha256(canonical(project, part_digest)).hexdigest()
    return Receipt(number=number_of(round_id, message_id), sha256=proof, part=part_digest)
