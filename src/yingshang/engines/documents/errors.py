"""Why a file could not be read, in a sentence that says what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code for programs and a sentence in each language for people."""

    code: str
    zh: str
    en: str


class DocumentError(Exception):
    """A file that is no readable document. `zh` and `en` say what is wrong and what to do."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"{reason.zh} {reason.en}")
        self.code = reason.code
        self.zh = reason.zh
        self.en = reason.en


TOO_LARGE = Reason(
    "too_large",
    "文件超过50MB，请只上传方案本身，不要附带图片或视频。",
    "The file is larger than 50 MB; upload the plan alone, without pictures or videos.",
)
EMPTY = Reason(
    "empty",
    "文件是空的，请检查后重新选择。",
    "The file is empty; check it and choose again.",
)
WRONG_TYPE = Reason(
    "wrong_type",
    "不是能识别的文件类型，请使用 txt、docx、pdf 或 html 格式。",
    "The file type is not supported; use txt, docx, pdf or html.",
)
OLD_WORD = Reason(
    "old_word",
    "这是旧版 Word（doc）文件，请在 Word 或 WPS 中另存为 docx 后再试。",
    "This is an old Word (doc) file; save it as docx in Word or WPS and try again.",
)
OFD = Reason(
    "ofd",
    "这是 OFD 版式文件，请用阅读软件另存为 pdf 或复制文字到 txt 后再试。",
    "This is an OFD file; save it as pdf, or copy its text into a txt file, and try again.",
)
SCANNED = Reason(
    "scanned_pdf",
    "这个 pdf 是扫描件，里面没有文字。请使用由 Word 导出的 pdf,或先做文字识别。",
    "This pdf is a scan without text; use a pdf exported from Word, or run text recognition first.",
)
ENCRYPTED = Reason(
    "encrypted",
    "文件设有密码，请取消密码保护后再试。",
    "The file is protected by a password; remove the protection and try again.",
)
BOMB = Reason(
    "too_much_inside",
    "文件解压后过大，可能已损坏或不安全，请另存一份后再试。",
    "The file unpacks to far more than a document holds; save a fresh copy and try again.",
)
BROKEN = Reason(
    "broken",
    "文件已损坏，打不开。请在原来的软件中另存一份后再试。",
    "The file is damaged and cannot be opened; save a fresh copy and try again.",
)
TOO_SLOW = Reason(
    "too_slow",
    "文件太复杂，读取超时。请另存为纯文本（txt）后再试。",
    "The file takes too long or too much memory to read; save it as plain text and try again.",
)
NOT_A_PLAN = Reason(
    "not_a_plan",
    "没有在文件中找到工作任务，它可能不是行动方案。请确认选对了文件。",
    "No tasks were found in the file; it does not look like a plan. Check the file.",
)
MISSING = Reason(
    "missing",
    "找不到文件，请检查路径是否正确。",
    "The file cannot be found; check its path.",
)
REASONS = {
    reason.code: reason
    for reason in (
        TOO_LARGE,
        EMPTY,
        WRONG_TYPE,
        OLD_WORD,
        OFD,
        SCANNED,
        ENCRYPTED,
        BOMB,
        BROKEN,
        TOO_SLOW,
        NOT_A_PLAN,
        MISSING,
    )
}
