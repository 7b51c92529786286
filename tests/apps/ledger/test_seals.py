"""Digests and encryption follow the published standards, and nothing opens what was moved."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from tests.apps.ledger.factories import PersonFactory
from yingshang.apps.ledger.errors import BrokenSealError
from yingshang.apps.ledger.masks import mask_email, mask_number
from yingshang.apps.ledger.seals import digest, seal, unseal


def test_sm3_gives_the_example_of_the_standard():
    assert digest(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_what_was_sealed_opens_again_and_never_looks_the_same():
    one, other = seal("电话".encode(), purpose="p"), seal("电话".encode(), purpose="p")
    assert one != other
    assert unseal(one, purpose="p").decode() == "电话"


@pytest.mark.parametrize("spoil", [lambda s: s[:-1] + bytes([s[-1] ^ 1]), lambda s: s[:9]])
def test_a_changed_seal_does_not_open(spoil):
    with pytest.raises(BrokenSealError):
        unseal(spoil(seal(b"x", purpose="p")), purpose="p")


def test_a_seal_moved_to_another_column_does_not_open():
    with pytest.raises(BrokenSealError):
        unseal(seal(b"x", purpose="phone"), purpose="email")


def test_another_key_does_not_open(settings):
    sealed = seal(b"x", purpose="p")
    settings.FIELD_KEY = "f" * 32
    with pytest.raises(BrokenSealError):
        unseal(sealed, purpose="p")


def test_an_encrypted_column_is_clear_in_python_and_dark_in_the_database():
    person = PersonFactory(phone="13812345678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM directory_person")
        [stored] = cursor.fetchone()
    assert stored.startswith("sm4:")
    assert "1381234" not in stored
    assert type(person).objects.get().phone == "13812345678"


def test_an_empty_encrypted_column_stays_empty():
    assert type(PersonFactory(phone="")).objects.get().phone == ""


def test_nobody_searches_an_encrypted_column():
    with pytest.raises(FieldError, match="encrypted"):
        type(PersonFactory()).objects.filter(phone="13812345678").exists()


def test_a_broken_seal_says_what_to_do():
    assert "YINGSHANG_FIELD_KEY" in str(BrokenSealError())


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_number, "13812345678", "138****5678"),
        (mask_number, "1234567", "*******"),
        (mask_email, "li@example.cn", "l***@example.cn"),
        (mask_email, "", ""),
    ],
)
def test_masks_show_enough_to_recognise_and_too_little_to_use(mask, value, shown):
    assert mask(value) == shown
