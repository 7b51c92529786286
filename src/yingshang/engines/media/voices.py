"""Voice notes: told by their content, timed, and freed of tags. Nothing is decoded.

Tags are emptied in place where the file counts its own bytes, so that it plays as before.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yingshang.engines.media.faults import MediaFault

MP3, AAC, M4A, WAV, AMR = "audio/mpeg", "audio/aac", "audio/mp4", "audio/wav", "audio/amr"
ID3_HEAD, ID3_TAIL = 10, 128
AAC_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000)
AAC_SAMPLES = 1024
AMR_START = b"#!AMR\n"
# Bytes of a frame of AMR narrow band by its type, its first byte included; each lasts 20 ms.
AMR_FRAMES = (13, 14, 16, 18, 20, 21, 27, 32, 6)
MP3_KBITS = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
TELLING_BOXES = frozenset({b"udta", b"meta", b"uuid"})
INNER_BOXES = frozenset({b"moov", b"trak"})


@dataclass(frozen=True)
class Voice:
    """A voice note as it is kept.

    Attributes:
        seconds: How long it lasts.
        stripped: `tags` where there were any.
    """

    content: bytes
    media_type: str
    seconds: float
    stripped: tuple[str, ...]


def cleaned_voice(content: bytes) -> Voice:
    """The sound in `content` without tags.

    Raises:
        MediaFault: No MP3, AAC, M4A, WAV or AMR; or damaged.
    """
    without = _without_id3(content)
    for is_it, media_type, clean, last in KINDS:
        if is_it(without):
            try:
                cleaned = clean(without)
                seconds = last(cleaned)
            except (IndexError, ValueError) as fault:
                raise _unreadable() from fault
            if seconds <= 0:
                raise _unreadable()
            stripped = ("tags",) if cleaned != content else ()
            return Voice(cleaned, media_type, round(seconds, 2), stripped)
    raise _unreadable()


def _unreadable() -> MediaFault:
    return MediaFault(
        "这个文件不是录音或者已损坏。请重新录一段，或者换 MP3、M4A、WAV、AMR 文件。",
        "This is no voice note, or it is damaged. Record it again, or send MP3, M4A, WAV or AMR.",
    )


def _without_id3(content: bytes) -> bytes:
    if content.startswith(b"ID3") and len(content) > ID3_HEAD:
        size = 0
        for byte in content[6:ID3_HEAD]:
            size = size << 7 | byte & 0x7F
        content = content[ID3_HEAD + size :]
    if content[-ID3_TAIL:].startswith(b"TAG"):
        content = content[:-ID3_TAIL]
    return content


def _as_it_is(content: bytes) -> bytes:
    return content


def _is_aac(content: bytes) -> bool:
    return len(content) > 1 and content[0] == 0xFF and content[1] & 0xF6 == 0xF0  # noqa: PLR2004


def _aac_seconds(content: bytes) -> float:
    frames, at = 0, 0
    rate = AAC_RATES[content[2] >> 2 & 0xF]
    while at + 7 <= len(content) and _is_aac(content[at : at + 2]):
        length = (content[at + 3] & 3) << 11 | content[at + 4] << 3 | content[at + 5] >> 5
        if length < 7:  # noqa: PLR2004 - shorter than its own head
            raise ValueError(length)
        frames, at = frames + 1, at + length
    return frames * AAC_SAMPLES / rate


def _is_mp3(content: bytes) -> bool:
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return False
    return content[1] >> 3 & 3 != 1 and content[1] >> 1 & 3 == 1


def _mp3_seconds(content: bytes) -> float:
    """Frame by frame, so that a changing rate is timed rightly too."""
    seconds, at = 0.0, 0
    while at + 4 <= len(content) and _is_mp3(content[at : at + 4]):
        version, bits, place = (
            content[at + 1] >> 3 & 3, content[at + 2] >> 4, content[at + 2] >> 2 & 3,
        )  # fmt: skip
        kbits, rate = MP3_KBITS[version][bits], MP3_RATES[version][place]
        samples = 1152 if version == 3 else 576  # noqa: PLR2004 - MPEG 1, or 2 and 2.5
        length = samples // 8 * kbits * 1000 // rate + (content[at + 2] >> 1 & 1)
        if length < 4:  # noqa: PLR2004 - shorter than its own head
            raise ValueError(length)
        seconds, at = seconds + samples / rate, at + length
    return seconds


def _is_amr(content: bytes) -> bool:
    return content.startswith(AMR_START)


def _amr_seconds(content: bytes) -> float:
    frames, at = 0, len(AMR_START)
    while at < len(content):
        kind = content[at] >> 3 & 0xF
        at += AMR_FRAMES[kind] if kind < len(AMR_FRAMES) else 1
        frames += 1
    return frames * 0.02


def _is_wav(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def _wav_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and size of each chunk's content."""
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        yield content[at : at + 4], at + 8, size
        at += 8 + size + size % 2


def _wav_cleaned(content: bytes) -> bytes:
    kept = bytearray(content)
    for name, start, size in _wav_chunks(content):
        if name not in {b"fmt ", b"data", b"fact", b"JUNK"}:
            kept[start - 8 : start - 4] = b"JUNK"
            kept[start : start + size] = bytes(min(size, len(kept) - start))
    return bytes(kept)


def _wav_seconds(content: bytes) -> float:
    chunks = {name: (start, size) for name, start, size in _wav_chunks(content)}
    if b"fmt " not in chunks or b"data" not in chunks:
        raise ValueError("no sound")
    start, _size = chunks[b"fmt "]
    a_second = int.from_bytes(content[start + 8 : start + 12], "little")
    first, size = chunks[b"data"]
    return min(size, len(content) - first) / a_second if a_second else 0.0


def _is_m4a(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the content of each box; those that hold others come apart."""
    at = start
    while at + 8 <= end:
        size = int.from_bytes(content[at : at + 4], "big") or end - at
        if size < 8 or at + size > end:  # noqa: PLR2004 - shorter than its own head
            raise ValueError(size)
        name = content[at + 4 : at + 8]
        yield name, at + 8, at + size
        if name in INNER_BOXES:
            yield from _boxes(content, at + 8, at + size)
        at += size


def _m4a_cleaned(content: bytes) -> bytes:
    kept = bytearray(content)
    for name, start, end in _boxes(content, 0, len(content)):
        if name in TELLING_BOXES:
            kept[start - 4 : start] = b"free"
            kept[start:end] = bytes(end - start)
    return bytes(kept)


def _m4a_seconds(content: bytes) -> float:
    for name, start, _end in _boxes(content, 0, len(content)):
        if name == b"mvhd":
            wide = content[start] == 1
            scale, length = (start + 20, 8) if wide else (start + 12, 4)
            a_second = int.from_bytes(content[scale : scale + 4], "big")
            duration = int.from_bytes(content[scale + 4 : scale + 4 + length], "big")
            return duration / a_second if a_second else 0.0
    raise ValueError("no sound")


Check = Callable[[bytes], bool]
Clean = Callable[[bytes], bytes]
Time = Callable[[bytes], float]
KINDS: tuple[tuple[Check, str, Clean, Time], ...] = (
    (_is_m4a, M4A, _m4a_cleaned, _m4a_seconds),
    (_is_wav, WAV, _wav_cleaned, _wav_seconds),
    (_is_amr, AMR, _as_it_is, _amr_seconds),
    (_is_aac, AAC, _as_it_is, _aac_seconds),
    (_is_mp3, MP3, _as_it_is, _mp3_seconds),
)
