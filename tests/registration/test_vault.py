from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_registration.domain.contact import Contact, SealedContact
from cityteams_registration.vault import CannotOpen, Vault

KEY = bytes(range(32))
ADA = Contact("Ada Lovelace", "ada@example.org")


def changed(sealed: SealedContact, part: str, stored: bytes) -> SealedContact:
    return SealedContact(**(asdict(sealed) | {part: stored}))


def test_what_is_sealed_opens_again():
    assert Vault(KEY).open(Vault(KEY).seal("p1", ADA)) == ADA


def test_nothing_readable_is_left_in_a_sealed_contact():
    sealed = Vault(KEY).seal("p1", ADA)
    stored = sealed.mail_index.encode() + sealed.wrapped_key + sealed.sealed
    assert not [word for word in (b"Ada", b"Lovelace", b"ada", b"example") if word in stored]


def test_the_same_contact_is_sealed_differently_for_each_person_and_each_time():
    vault = Vault(KEY)
    sealed = [vault.seal(person, ADA) for person in ("p1", "p2", "p1")]
    assert len({one.sealed for one in sealed}) == 3
    assert len({one.wrapped_key for one in sealed}) == 3


def test_another_master_key_opens_nothing():
    with pytest.raises(CannotOpen, match=r"p1.*CITYTEAMS_CONTACT_KEY"):
        Vault(bytes(32)).open(Vault(KEY).seal("p1", ADA))


def test_a_contact_put_under_another_person_does_not_open():
    with pytest.raises(CannotOpen):
        Vault(KEY).open(replace(Vault(KEY).seal("p1", ADA), person_id="p2"))


@pytest.mark.parametrize("part", ["sealed", "wrapped_key"])
def test_one_changed_bit_is_noticed(part):
    sealed = Vault(KEY).seal("p1", ADA)
    stored = bytearray(getattr(sealed, part))
    stored[-1] ^= 1
    with pytest.raises(CannotOpen):
        Vault(KEY).open(changed(sealed, part, bytes(stored)))


@pytest.mark.parametrize("part", ["sealed", "wrapped_key"])
def test_a_cut_contact_does_not_open(part):
    with pytest.raises(CannotOpen):
        Vault(KEY).open(changed(Vault(KEY).seal("p1", ADA), part, b"short"))


def test_without_the_key_of_the_person_nothing_opens():
    sealed, other = Vault(KEY).seal("p1", ADA), Vault(KEY).seal("p1", ADA)
    with pytest.raises(CannotOpen):
        Vault(KEY).open(replace(sealed, wrapped_key=other.wrapped_key))


def test_the_same_mail_has_the_same_index_and_only_under_the_same_key():
    assert Vault(KEY).index("Ada@Example.org") == Vault(KEY).index("ada@example.org")
    assert Vault(KEY).index("ada@example.org") != Vault(KEY).index("bob@example.org")
    assert Vault(KEY).index("ada@example.org") != Vault(bytes(32)).index("ada@example.org")


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_of_another_length_is_refused(length):
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(bytes(length))


@given(st.text(), st.text())
def test_every_name_and_mail_comes_back_unchanged(name, mail):
    contact = Contact(name.encode("utf-8", "ignore").decode(), mail.encode("utf-8", "ignore").decode())
    assert Vault(KEY).open(Vault(KEY).seal("p1", contact)) == contact
