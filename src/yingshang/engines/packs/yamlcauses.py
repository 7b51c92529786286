"""What the YAML reader complains about, in words for the author of a pack."""

# (words of the reader, Chinese, English); the first that fits is used.
_CAUSES = (
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或者缩进与上一行不一致；文字里有“: ”时要加引号",
        (
            "there is a colon too many, or the indentation differs from the line above; "
            "text that contains `: ` needs quotes"
        ),
    ),
    (
        "found unexpected end of stream",
        "引号没有关闭",
        "a quotation mark is not closed",
    ),
    (
        "could not find expected ':'",
        "这一行缺少冒号（“键: 值”）",
        "the line lacks a colon (`key: value`)",
    ),
    (
        "expected ',' or",
        "方括号或花括号没有关闭，或者少了逗号",
        "a bracket is not closed, or a comma is missing",
    ),
    (
        "expected <block end>",
        "缩进与同级的行不一致",
        "the indentation differs from its neighbours",
    ),
    (
        "that cannot start any token",
        "文字以 YAML 的专用符号（@、`、% 等）开头，请加引号",
        "text begins with a character that YAML keeps for itself (@, `, % …); put it in quotes",
    ),
    (
        "special characters",
        "这里有不可见的控制字符，请删去",
        "there is an invisible control character; delete it",
    ),
    (
        "unknown escape character",
        "双引号内的反斜杠写法不对，请改用单引号",
        "a backslash inside double quotes is written wrongly; use single quotes",
    ),
)
_OTHERWISE = ("写法不符合 YAML 的规则", "it breaks the rules of YAML")
_UNCLOSED = ("found unexpected end of stream", "expected ',' or")


def is_unclosed(problem: str) -> bool:
    """Whether the reader misses the end of a quotation or a bracket."""
    return any(words in problem for words in _UNCLOSED)


def cause_of(problem: str) -> tuple[str, str]:
    """The complaint `problem` of the reader, in Chinese and in English."""
    for words, zh, en in _CAUSES:
        if words in problem:
            return zh, en
    return _OTHERWISE
