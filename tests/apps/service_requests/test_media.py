"""Photos and voice notes: in pieces, checked, without the place, and with their report."""

import io
import json
from datetime import timedelta

import pytest
from PIL import Image

from tests.apps.service_requests.world import WORDS
from tests.conftest import TODAY
from yingshang.apps.files.selectors import opened
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.models import Report, ReportMedia

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F
LATITUDE = {1: "N", 2: (42.0, 53.0, 12.0)}
SOUND = b"\xff\xfb\x90\x64" + bytes(300)
TAGGED = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + b"who am I  " + SOUND + b"TAG" + bytes(125)
MEDIA = "/api/requests/media"


@pytest.fixture(autouse=True)
def city(world):
    return world


def a_photo():
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION], exif[GPS] = "phone", 6, LATITUDE
    found = io.BytesIO()
    Image.new("RGB", (80, 40), (200, 30, 30)).save(found, "JPEG", exif=exif)
    return found.getvalue()


def announce(client, kind, size, transcript=""):
    form = {"kind": kind, "bytes": size, "transcript": transcript}
    return client.post(MEDIA, form)


def put(client, token, offset, piece, total, *, keep=False):
    address = f"{MEDIA}/{token}/{offset}?total={total}&keep_place={str(keep).lower()}"
    return client.put(address, piece, content_type="application/octet-stream")


def sent(client, kind, content, *, keep=False, step=500, transcript=""):
    token = announce(client, kind, len(content), transcript).json()["token"]
    for start in range(0, len(content), step):
        piece = content[start : start + step]
        answer = put(client, token, start, piece, len(content), keep=keep)
        assert answer.status_code == 200, answer.json()
    assert answer.json()["received"] == len(content)
    return token


def report(client, *tokens, key="phone-0001"):
    body = {"class": "complaint", "words": WORDS, "media": list(tokens)}
    headers = {"Idempotency-Key": key}
    return client.post(
        "/api/requests", json.dumps(body), content_type="application/json", headers=headers
    )


def kept(token):
    with opened(ReportMedia.objects.get(token=token).file) as file:
        return file.read()


@pytest.mark.parametrize("keep", [False, True])
def test_a_photo_keeps_its_place_only_where_the_reporter_agrees(client, keep):
    token = sent(client, "photo", a_photo(), keep=keep)
    image = Image.open(io.BytesIO(kept(token)))
    assert image.size == (40, 80), "upright"
    assert set(image.getexif()) == ({GPS} if keep else set())
    assert bool(image.getexif().get_ifd(GPS)) == keep
    left = ReportMedia.objects.get().stripped
    assert left == (["device"] if keep else ["device", "place"])


def test_a_voice_note_loses_its_tags_and_keeps_its_typed_words(client):
    token = sent(client, "voice", TAGGED, transcript="他说不交就不让走")
    assert kept(token) == SOUND
    assert ReportMedia.objects.get().told == "他说不交就不让走"


def test_pieces_go_on_after_a_cut_and_the_same_piece_twice_changes_nothing(client):
    photo = a_photo()
    token = announce(client, "photo", len(photo)).json()["token"]
    first = put(client, token, 0, photo[:400], len(photo))
    assert first.json()["received"] == 400
    assert put(client, token, 0, photo[:400], len(photo)).json()["received"] == 400
    gap = put(client, token, 500, photo[500:], len(photo))
    assert gap.status_code == 422
    assert gap.json()["faults"]["media"]
    assert put(client, token, 400, photo[400:], len(photo)).json()["received"] == len(photo)
    again = put(client, token, 400, photo[400:], len(photo))
    assert again.json()["received"] == len(photo)


def test_a_report_takes_its_media_along_once(client):
    tokens = [sent(client, "photo", a_photo()), sent(client, "voice", TAGGED)]
    assert report(client, *tokens).status_code == 201
    assert report(client, *tokens).status_code == 201
    assert Report.objects.get().media.count() == 2
    taken = report(client, *tokens, key="phone-0002")
    assert taken.status_code == 422
    assert taken.json()["faults"]["media"]


def test_a_file_that_did_not_arrive_whole_is_not_dropped_in_silence(client):
    photo = a_photo()
    token = announce(client, "photo", len(photo)).json()["token"]
    put(client, token, 0, photo[:400], len(photo))
    assert report(client, token).status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("kind", "content"), [("photo", b"<svg/>" * 20), ("photo", SOUND), ("voice", b"RIFF" * 20)]
)
def test_what_is_neither_photo_nor_recording_is_refused(client, kind, content):
    token = announce(client, kind, len(content)).json()["token"]
    answer = put(client, token, 0, content, len(content))
    assert answer.status_code == 422
    assert answer.json()["zh"] != answer.json()["en"]
    assert ReportMedia.objects.get().file is None


def test_more_than_the_pack_allows_is_refused_before_it_comes(client):
    assert announce(client, "photo", 10 * 1024 * 1024 + 1).status_code == 422
    assert announce(client, "photo", 0).status_code == 422
    token = announce(client, "photo", 100).json()["token"]
    assert put(client, token, 0, b"x", 2**30).status_code == 422
    assert put(client, "../../etc", 0, b"x", 1).status_code in {404, 422}


def test_what_no_report_was_sent_for_is_forgotten(client):
    token = sent(client, "photo", a_photo())
    report(client, token)
    announce(client, "photo", 100)
    assert services.forget_unsent(at=TODAY + timedelta(days=1)) == 0
    assert services.forget_unsent(at=TODAY + timedelta(days=3)) == 1
    assert ReportMedia.objects.get().token == token
