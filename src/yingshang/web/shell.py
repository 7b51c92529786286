"""What every command that needs the database does: start Django, and turn faults into sentences."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import typer

# What SQLite and PostgreSQL say, and what a person should hear instead.
SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        r"database is locked|database table is locked|could not obtain lock|lock timeout",
        "数据库正被另一个程序占用。请等它结束，或者先停止它，再试一次。",
        "Another program is using the database. Wait for it or stop it, then try again.",
    ),
    (
        r"readonly database|read-only (transaction|file system)",
        "数据库是只读的。请检查数据文件夹和其中文件的写入权限，再试一次。",
        "The database is read-only. Check that the data folder and its files may be written.",
    ),
    (
        r"no such (table|column)|(relation|column) .* does not exist|Undefined(Table|Column)",
        "数据库还没有建立或者版本较旧。请先运行 yingshang migrate。",
        "The database is not set up or is older than the program. Run yingshang migrate first.",
    ),
    (
        r"unable to open database file",
        "无法打开数据库文件。请检查数据文件夹是否存在、是否可写（YINGSHANG_DATA_DIR）。",
        "The database file cannot be opened. Check the folder of YINGSHANG_DATA_DIR.",
    ),
    (
        r"database or disk is full|No space left|could not extend file",
        "磁盘已满。请腾出空间再试一次。",
        "The disk is full. Free some space and try again.",
    ),
    (
        r"file is not a database|malformed",
        "数据库文件已损坏，或者不是数据库。请从备份恢复。",
        "The database file is damaged or is no database. Restore it from a backup.",
    ),
    (
        r"password authentication failed|role .* does not exist|no password supplied",
        "PostgreSQL 拒绝了用户名或密码。请检查 YINGSHANG_DATABASE_URL。",
        "PostgreSQL refused the user or the password. Check YINGSHANG_DATABASE_URL.",
    ),
    (
        r"database .* does not exist",
        "PostgreSQL 中没有这个数据库。请先建立它，或者检查 YINGSHANG_DATABASE_URL。",
        "PostgreSQL has no such database. Create it, or check YINGSHANG_DATABASE_URL.",
    ),
    (
        r"connection (failed|refused|timeout|to server)|could not (connect|translate)|resolve host",
        "连接不上 PostgreSQL。请检查它是否在运行，以及 YINGSHANG_DATABASE_URL 是否正确。",
        "PostgreSQL cannot be reached. Check that it runs, and check YINGSHANG_DATABASE_URL.",
    ),
    (
        r"permission denied|must be owner",
        "数据库用户没有权限。请给它建表和写入的权限。",
        "The database user lacks the right. Let it create and write tables.",
    ),
)
OTHERWISE = (
    "数据库报告了一个错误：{fault}",
    "The database reports a fault: {fault}",
)


def sentence_for(fault: BaseException) -> str:
    """What a person should hear of a database fault, in Chinese and English."""
    text = f"{type(fault).__name__}: {fault} {type(fault.__cause__).__name__}"
    for pattern, zh, en in SENTENCES:
        if re.search(pattern, text, re.IGNORECASE):
            return f"{zh}\n{en}"
    first_line = str(fault).partition("\n")[0]
    return "\n".join(OTHERWISE).format(fault=first_line)


def complain(sentence: str) -> typer.Exit:
    """Say `sentence` where faults belong; raise what this returns to end with code 1."""
    typer.secho(sentence, err=True, fg=typer.colors.RED)
    return typer.Exit(code=1)


@contextmanager
def database() -> Iterator[None]:
    """Start Django for a command; a fault of the database becomes a sentence and exit code 1.

    Import models inside the block, or in modules that are imported inside it.
    """
    import django  # noqa: PLC0415 - the command line stays light
    from django.db import DatabaseError, InterfaceError  # noqa: PLC0415

    from yingshang.web.settings.environment import choose_settings  # noqa: PLC0415

    choose_settings()
    django.setup()
    try:
        yield
    except (DatabaseError, InterfaceError) as fault:
        raise complain(sentence_for(fault)) from None
