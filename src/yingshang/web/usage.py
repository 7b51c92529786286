"""What somebody hears who calls a command wrongly: a sentence in Chinese and English, no trace."""

import re
import tempfile
import traceback

import typer

# What the command line says in English, and the Chinese sentence for it.
SENTENCES: tuple[tuple[str, str], ...] = (
    (r"^No such option: (?P<what>\S+)", "没有选项 {what}。"),
    (r"^No such command '(?P<what>.*)'", "没有命令 {what}。"),
    (r"^Missing command", "请写明要用的命令。"),
    (r"^Missing (?:argument|option|parameter) '(?P<what>.*?)'", "缺少 {what}。"),
    (r"unexpected extra argument.* \((?P<what>.*)\)", "多写了 {what}。"),
    (r"^Option '(?P<what>.*?)' requires", "选项 {what} 后面要写一个值。"),
    (r"^Option '(?P<what>.*?)' does not take", "选项 {what} 后面不要写值。"),
    (r"^Invalid value for '(?P<what>.*?)'", "{what} 的值不对。"),
)
OTHERWISE = "命令的写法不对。"
CANCELLED = "已取消，没有做完。Cancelled before the end."


def sentence_for(message: str, command: str) -> str:
    """What is wrong with the call of `command`, and where its usage is explained."""
    hint = f"用法 Usage: {command} --help"
    if re.search(r"[\u4e00-\u9fff]", message):
        return f"{message}\n{hint}"
    english = message if message.endswith(".") else f"{message}."
    return f"{_chinese(message)}\n{english}\n{hint}"


def report_fault() -> str:
    """Keep the trace of a fault of the program in a file; the sentence that names the file."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="yingshang-", suffix=".txt", delete=False
    ) as file:
        file.write(traceback.format_exc())
    return (
        f"程序出错了，这不是您的问题。请把文件 {file.name} 交给维护人员。\n"
        f"The program is at fault, not you. Give the file {file.name} to its maintainers."
    )


def complain(sentence: str) -> None:
    """Say `sentence` where faults belong."""
    typer.secho(sentence, err=True, fg=typer.colors.RED)


def _chinese(message: str) -> str:
    for pattern, sentence in SENTENCES:
        found = re.search(pattern, message)
        if found:
            return sentence.format(**found.groupdict())
    return OTHERWISE
