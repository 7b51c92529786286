"""Voice notes are told by their content, timed, and freed of tags."""

import io
import wave

import pytest

from yingshang.engines.media import MediaFault, cleaned_voice
from yingshang.engines.media.voices import AAC, AMR, M4A, MP3, WAV

pytestmark = pytest.mark.no_database
NAME = "陈反映".encode()


def a_wav(seconds=2, tags=b""):
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000 * seconds))
    return written.getvalue() + tags


def a_tag_of_wav():
    text = NAME + b"\0" * (len(NAME) % 2)
    return b"LIST" + len(text).to_bytes(4, "little") + text


def an_mp3(frames=100):
    # MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def an_aac(frames=100):
    # ADTS, 16 kHz, 32 bytes a frame.
    return (
        bytes([0xFF, 0xF1, 0x60, 0x40, 32 >> 3, 0x1F | (32 & 7) << 5, 0xFC]) + bytes(25)
    ) * frames


def an_amr(frames=100):
    return b"#!AMR\n" + (bytes([7 << 3 | 4]) + bytes(31)) * frames


def box(name, content):
    return (len(content) + 8).to_bytes(4, "big") + name + content


def an_m4a(seconds=3):
    head = bytes(12) + (1000).to_bytes(4, "big") + (1000 * seconds).to_bytes(4, "big") + bytes(80)
    told = box(b"udta", NAME)
    return (
        box(b"ftyp", b"M4A \0\0\0\0")
        + box(b"moov", box(b"mvhd", head) + box(b"trak", told) + told)
        + box(b"mdat", b"sound" * 20)
    )


@pytest.mark.parametrize(
    ("content", "media_type", "seconds"),
    [
        (a_wav(), WAV, 2.0),
        (an_mp3(), MP3, 2.61),
        (an_aac(), AAC, 6.4),
        (an_amr(), AMR, 2.0),
        (an_m4a(), M4A, 3.0),
    ],
)
def test_a_voice_note_is_known_by_its_content_and_timed(content, media_type, seconds):
    voice = cleaned_voice(content)
    assert (voice.media_type, voice.seconds) == (media_type, seconds)


@pytest.mark.parametrize(
    "content",
    [
        b"ID3\x04\0\0" + bytes([0, 0, 0, len(NAME)]) + NAME + an_mp3(),
        an_mp3() + b"TAG" + NAME + bytes(125 - len(NAME)),
        a_wav(tags=a_tag_of_wav()),
        an_m4a(),
    ],
)
def test_tags_are_gone_and_said_to_be(content):
    voice = cleaned_voice(content)
    assert voice.stripped == ("tags",)
    assert NAME not in voice.content


def test_what_counts_its_own_bytes_keeps_its_length():
    for content in (an_m4a(), a_wav(tags=a_tag_of_wav())):
        assert len(cleaned_voice(content).content) == len(content)


def test_a_clean_one_is_kept_byte_for_byte():
    voice = cleaned_voice(a_wav())
    assert (voice.content, voice.stripped) == (a_wav(), ())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"OggS" + bytes(40),
        b"#!AMR\n",
        a_wav()[:20],
        b"\xff\xfb\x00\x00" + bytes(400),
        box(b"ftyp", b"M4A ") + b"\0\0\0\x04moov",
        b"ID3",
    ],
)
def test_what_is_no_voice_note_is_refused_with_a_sentence(content):
    with pytest.raises(MediaFault) as refused:
        cleaned_voice(content)
    assert refused.value.zh.endswith("。")
    assert refused.value.en.endswith(".")
