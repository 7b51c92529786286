"""Photos keep their picture and nothing else."""

import io

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from yingshang.engines.media import MediaFault, cleaned_photo

pytestmark = pytest.mark.no_database


def a_photo(size=(40, 20), mode="RGB", kind="JPEG", **saved):
    image = Image.new(mode, size, "red")
    written = io.BytesIO()
    image.save(written, kind, **saved)
    return written.getvalue()


def with_place():
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "示例手机"
    exif[ExifTags.Base.DateTime] = "2024:05:06 07:08:09"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (42.0, 54.0, 0.0)})
    return a_photo(exif=exif)


def test_place_device_and_time_are_gone_and_said_to_be():
    photo = cleaned_photo(with_place())
    assert photo.stripped == ("device", "place", "time")
    with Image.open(io.BytesIO(photo.content)) as kept:
        assert not kept.getexif()
        assert "exif" not in kept.info
    assert "示例手机".encode() not in photo.content


def test_the_place_alone_is_kept_where_that_was_agreed():
    photo = cleaned_photo(with_place(), keeps_place=True)
    assert photo.stripped == ("device", "time")
    with Image.open(io.BytesIO(photo.content)) as kept:
        assert kept.getexif().get_ifd(ExifTags.IFD.GPSInfo)[1] == "N"
        assert set(kept.getexif()) == {ExifTags.IFD.GPSInfo}


def test_a_photo_taken_upright_stands_upright_without_its_mark():
    photo = cleaned_photo(with_place())
    assert (photo.width, photo.height) == (20, 40)


def test_a_large_photo_is_made_smaller_and_a_small_one_is_not_made_larger():
    assert cleaned_photo(a_photo((4000, 1000)), longest_side=1000).width == 1000
    assert cleaned_photo(a_photo((40, 20))).width == 40


def test_words_in_a_png_are_gone_and_what_shone_through_is_white():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "陈反映")
    content = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(content, "PNG", pnginfo=info)
    photo = cleaned_photo(content.getvalue())
    assert photo.stripped == ("other",)
    with Image.open(io.BytesIO(photo.content)) as kept:
        assert kept.getpixel((0, 0)) == (255, 255, 255)


def test_what_comes_after_the_picture_is_not_kept():
    photo = cleaned_photo(a_photo() + b"<script>alert(1)</script>")
    assert b"script" not in photo.content


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\xff\xd8\xff\xe0 not really", a_photo()[:100], a_photo(kind="GIF")],
)
def test_what_is_no_photo_is_refused_with_a_sentence(content):
    with pytest.raises(MediaFault) as refused:
        cleaned_photo(content)
    assert refused.value.zh.endswith("。")
    assert refused.value.en.endswith(".")


def test_a_picture_that_unpacks_to_too_much_is_refused():
    with pytest.raises(MediaFault, match="太大"):
        cleaned_photo(a_photo((9000, 7000), mode="1", kind="PNG"))
