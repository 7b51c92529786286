"""Uploads are read in a process of their own."""

import pytest

from tests.engines.documents.samples import word
from yingshang.engines.documents import DocumentError
from yingshang.engines.documents.sandbox import read_upload

pytestmark = pytest.mark.no_database


def test_an_upload_is_read_as_in_our_own_process():
    assert read_upload(word([(0, "主要任务")])).text.startswith("一、主要任务")


def test_the_reason_of_a_refusal_comes_out_of_the_child():
    with pytest.raises(DocumentError) as caught:
        read_upload(b"\x89PNG\r\n\x1a\n")
    assert caught.value.code == "wrong_type"


def test_a_reader_without_memory_ends_in_a_sentence():
    with pytest.raises(DocumentError) as caught:
        read_upload(("<html>" + "<p>一" * 400_000).encode(), memory=150_000_000)
    assert caught.value.code in ("too_slow", "broken")


def test_a_reader_out_of_time_ends_in_a_sentence():
    long = ("<html>" + "<p>一</p>" * 3_000_000).encode()
    with pytest.raises(DocumentError) as caught:
        read_upload(long, seconds=1)
    assert caught.value.code == "too_slow"
