"""Where inside a YAML file a fault in a text lies that the file holds."""

Mark = tuple[int, int]


def place_in(source: str, mark: Mark, text: str, line: int, column: int) -> Mark:
    """Line and column in `source` of the place `line`, `column` (from 1) of `text`.

    `text` is the value of the scalar that begins at `mark`, plain, quoted, literal or folded:
    YAML changes white space, indentation and marks around it, so the other characters are counted.
    """
    before = _offset(text, line, column)
    wanted = sum(not letter.isspace() for letter in text[:before])
    start = _begin(source, mark)
    for place in range(start, len(source)):
        if source[place].isspace():
            continue
        if wanted == 0:
            return _mark(source, place)
        wanted -= 1
    return mark


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1


def _begin(source: str, mark: Mark) -> int:
    """Where the text itself begins: after the quote, or on the line after `|` or `>`."""
    lines = source.split("\n")
    start = sum(len(each) + 1 for each in lines[: mark[0] - 1]) + mark[1] - 1
    if source[start : start + 1] in {"|", ">"}:
        return source.find("\n", start) + 1
    return start + 1 if source[start : start + 1] in {"'", '"'} else start


def _mark(source: str, place: int) -> Mark:
    before = source[:place]
    return before.count("\n") + 1, place - before.rfind("\n")
