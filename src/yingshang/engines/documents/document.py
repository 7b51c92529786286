"""A document as one text with stable offsets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file. Offsets are code points; for txt they are those of the decoded file.

    `media_type` is what the content is, whatever the file is called. `encoding` is set for txt and
    html. `pages` is 0 where the format has none.
    """

    text: str
    media_type: str
    encoding: str | None = None
    pages: int = 0
