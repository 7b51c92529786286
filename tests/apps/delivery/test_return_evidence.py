"""Files that prove a return: what is taken, how often it is kept, who may see it."""

import json
import logging
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.apps.delivery.returning import PDF, SUBSTANCE, a_city, local, said
from yingshang.apps.delivery.errors import (
    ReturnNotEditableError,
    TooManyFilesError,
)
from yingshang.apps.delivery.models import Evidence
from yingshang.apps.delivery.selectors.returns.content import latest_version
from yingshang.apps.delivery.services import returns
from yingshang.apps.files.errors import FileEmptyError, FileRefusedError, FileTooLargeError
from yingshang.apps.files.models import KeptFile


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    """Files go to a folder of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


@pytest.fixture
def world():
    city = a_city()
    city.open()
    return city


def stored(folder):
    return sorted(each for each in folder.rglob("*") if each.is_file())


def test_a_file_is_kept_under_its_digest_with_the_type_of_its_content(world, on_disk):
    evidence = world.attach(world.of("beta", "02"), name="纪要.docx")
    assert (evidence.name, evidence.file.media_type) == ("纪要.docx.pdf", "application/pdf")
    [file] = stored(on_disk)
    assert (file.name, file.read_bytes()) == (evidence.file_id, PDF)


def test_the_same_content_is_kept_once_however_often_it_is_attached(world, on_disk):
    first, other = world.of("beta", "02"), world.of("beta")
    world.attach(first)
    world.attach(first)
    world.attach(other, name="同一份.pdf")
    assert len(stored(on_disk)) == KeptFile.objects.count() == 1
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileEmptyError),
        (b"MZ\x00\x01", FileRefusedError),
        (b"%PDF-" + b"x" * (1024 * 1024), FileTooLargeError),
    ],
)
def test_what_is_refused_leaves_nothing_behind(world, on_disk, content, refusal):
    with pytest.raises(refusal) as refused:
        world.attach(world.of("beta", "02"), content=content)
    assert str(refused.value)
    assert not stored(on_disk)
    assert not Evidence.objects.exists()


def test_a_return_has_no_more_files_than_the_pack_allows(world):
    report = world.of("beta", "02")
    for number in range(3):
        world.attach(report, content=PDF + bytes([65 + number]))
    with pytest.raises(TooManyFilesError):
        world.attach(report, content=PDF + b"Z")


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\y.pdf", "a\x00b\n.pdf", "字" * 300])
def test_names_lose_folders_and_control_characters(world, name):
    kept = world.attach(world.of("beta", "02"), name=name).name
    assert kept.isprintable()
    assert not set(kept) & set("/\\")
    assert len(kept) <= 200
    assert kept.endswith(".pdf")


def test_only_those_who_fill_in_attach_and_only_to_drafts(world):
    report = world.of("beta", "02")
    with pytest.raises(PermissionDenied):
        returns.attach(
            return_id=report.pk, line_key="x", name="x", content=PDF, actor=world.lead,
            at=local(5, 20),
        )  # fmt: skip
    world.submitted(report)
    with pytest.raises(ReturnNotEditableError):
        world.attach(report)


def test_a_file_taken_off_a_new_version_stays_with_the_old_one(world):
    report = world.of("beta", "02")
    world.attach(report)
    world.submitted(report, said(report, SUBSTANCE))
    world.send_back(report)
    [old] = Evidence.objects.order_by("pk")
    returns.detach(evidence_id=old.pk, actor=world.who("beta", "liaison"), at=local(5, 22))
    assert Evidence.objects.filter(pk=old.pk).exists()
    assert not any(line.evidence.all() for line in latest_version(report).lines.all())


def page_of(evidence, query=""):
    return reverse("delivery:evidence", args=[evidence.pk]) + query


def test_a_file_is_served_as_an_attachment_and_nothing_in_it_may_run(client, world, caplog):
    evidence = world.attach(world.of("beta", "02"))
    client.force_login(world.who("beta", "unit_leader"))
    with caplog.at_level(logging.INFO, logger="yingshang.access"):
        response = client.get(page_of(evidence))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    looked = [json.loads(record.message) for record in caplog.records]
    assert [each["what"] for each in looked] == ["delivery.evidence"]


def test_only_images_and_pdf_are_shown_in_the_browser(client, world):
    report = world.of("beta", "02")
    pdf = world.attach(report)
    text = world.attach(report, content="会议纪要".encode(), name="纪要.txt")
    client.force_login(world.lead)
    for evidence, way in ((pdf, "inline"), (text, "attachment")):
        response = client.get(page_of(evidence, "?look"))
        assert b"".join(response.streaming_content)
        assert response["Content-Disposition"].startswith(way)


def test_another_unit_does_not_see_the_file_and_the_lead_of_the_task_only_once_it_is_sent(
    client, world
):
    report = world.of("beta")
    evidence = world.attach(report)
    client.force_login(world.who("east", "liaison"))
    assert client.get(page_of(evidence)).status_code == 403
    client.force_login(world.who("alpha", "liaison"))
    assert client.get(page_of(evidence)).status_code == 403
    world.submitted(report)
    response = client.get(page_of(Evidence.objects.get()))
    assert b"".join(response.streaming_content) == PDF


def test_a_file_that_nobody_attached_is_missing(client, world):
    client.force_login(world.lead)
    assert client.get(reverse("delivery:evidence", args=[uuid4()])).status_code == 404
