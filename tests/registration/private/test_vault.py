import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_registration.desk.vault import CannotOpen, Vault
from tests.registration.samples import NOON

KEY = bytes(range(32))
ADA = b"Ada Lovelace, ada@example.org"


def opened(vault, person="p1", epoch="e1"):
    """A fresh key of a person under a fresh epoch."""
    made = vault.new_epoch(epoch, NOON)
    return vault.opened(vault.new_key(person, made, NOON), made)


def test_what_is_sealed_opens_again():
    key = opened(Vault(KEY))
    assert key.open("contact/whole", key.seal("contact/whole", ADA)) == ADA


def test_a_key_opens_again_from_what_is_stored_of_it_and_of_its_epoch():
    epoch = Vault(KEY).new_epoch("e1", NOON)
    key = Vault(KEY).new_key("p1", epoch, NOON)
    sealed = Vault(KEY).opened(key, epoch).seal("d1/fields", ADA)
    assert Vault(KEY).opened(key, epoch).open("d1/fields", sealed) == ADA


def test_nothing_readable_is_left_in_what_is_sealed():
    sealed = opened(Vault(KEY)).seal("contact/whole", ADA)
    assert not [word for word in (b"Ada", b"Lovelace", b"ada", b"example") if word in sealed]


def test_the_same_text_is_sealed_differently_each_time():
    key = opened(Vault(KEY))
    assert len({key.seal("contact/whole", ADA) for _ in range(3)}) == 3


def test_another_master_key_opens_nothing():
    epoch = Vault(KEY).new_epoch("e1", NOON)
    key = Vault(KEY).new_key("p1", epoch, NOON)
    with pytest.raises(CannotOpen, match="CITYTEAMS_CONTACT_KEY"):
        Vault(bytes(32)).opened(key, epoch)


def test_without_its_epoch_a_key_opens_nothing():
    vault = Vault(KEY)
    key = vault.new_key("p1", vault.new_epoch("e1", NOON), NOON)
    with pytest.raises(CannotOpen):
        vault.opened(key, vault.new_epoch("e1", NOON))


def test_a_key_wrapped_anew_opens_the_same_and_only_under_the_new_epoch():
    vault = Vault(KEY)
    before, after = vault.new_epoch("e1", NOON), vault.new_epoch("e2", NOON)
    key = vault.new_key("p1", before, NOON)
    sealed = vault.opened(key, before).seal("d1/fields", ADA)
    again = vault.rewrapped(key, before, after)
    assert again.epoch_id == "e2"
    assert vault.opened(again, after).open("d1/fields", sealed) == ADA
    with pytest.raises(CannotOpen):
        vault.opened(again, before)


@pytest.mark.parametrize(("person", "place"), [("p2", "d1/fields"), ("p1", "d2/fields"), ("p1", "d1/name")])
def test_what_is_moved_to_another_person_row_or_field_does_not_open(person, place):
    epoch = Vault(KEY).new_epoch("e1", NOON)
    key = Vault(KEY).new_key("p1", epoch, NOON)
    sealed = Vault(KEY).opened(key, epoch).seal("d1/fields", ADA)
    elsewhere = Vault(KEY).opened(key if person == "p1" else Vault(KEY).new_key(person, epoch, NOON), epoch)
    with pytest.raises(CannotOpen):
        elsewhere.open(place, sealed)


def test_a_key_put_under_another_person_does_not_open():
    vault = Vault(KEY)
    epoch = vault.new_epoch("e1", NOON)
    key = vault.new_key("p1", epoch, NOON)
    stolen = type(key)("p2", key.epoch_id, key.wrapped, key.made_at)
    with pytest.raises(CannotOpen):
        vault.opened(stolen, epoch)


def test_one_changed_bit_is_noticed():
    key = opened(Vault(KEY))
    sealed = bytearray(key.seal("d1/fields", ADA))
    sealed[-1] ^= 1
    with pytest.raises(CannotOpen):
        key.open("d1/fields", bytes(sealed))


@pytest.mark.parametrize("cut", [b"", b"short"])
def test_a_cut_text_does_not_open(cut):
    with pytest.raises(CannotOpen):
        opened(Vault(KEY)).open("d1/fields", cut)


def test_the_same_mail_has_the_same_index_and_only_under_the_same_key():
    assert Vault(KEY).index("Ada@Example.org") == Vault(KEY).index("ada@example.org")
    assert Vault(KEY).index("ada@example.org") != Vault(KEY).index("bob@example.org")
    assert Vault(KEY).index("ada@example.org") != Vault(bytes(32)).index("ada@example.org")


def test_a_blind_hash_is_no_index():
    assert Vault(KEY).blur("ada@example.org") != Vault(KEY).index("ada@example.org")


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_of_another_length_is_refused(length):
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(bytes(length))


@given(st.binary())
def test_every_text_comes_back_unchanged(text):
    key = opened(Vault(KEY))
    assert key.open("d1/fields", key.seal("d1/fields", text)) == text
