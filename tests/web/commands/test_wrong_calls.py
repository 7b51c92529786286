"""A command that is called wrongly ends with a sentence in both languages, never with a trace."""

import socket

import pytest
from typer.testing import CliRunner

from yingshang.web import usage
from yingshang.web.commands import main


def run(*arguments):
    called = [str(argument) for argument in arguments]
    return CliRunner().invoke(main.shell, called, prog_name="yingshang")


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "请写明要用的命令。"),
        (["nonsense"], "没有命令 nonsense。"),
        (["run", "--nonsense"], "没有选项 --nonsense。"),
        (["run", "--port", "99999"], "--port 的值不对。"),
        (["run", "--port"], "选项 --port 后面要写一个值。"),
        (["run", "--serve=3"], "选项 --serve 后面不要写值。"),
        (["compile"], "缺少 "),
        (["exportschema", "more"], "多写了 more。"),
        (["remind", "--day", "tomorrow"], "--day 的值不对。"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_code_2(arguments, sentence):
    done = run(*arguments)
    assert done.exit_code == 2
    first, second, hint = done.output.strip().splitlines()
    assert first.startswith(sentence)
    assert second.isascii()
    assert hint.startswith("用法 Usage: yingshang")


@pytest.mark.no_database
def test_help_says_every_command_in_both_languages():
    lines = run("--help").output.partition("Commands:\n")[2].splitlines()
    chinese, english = lines[::2], lines[1::2]
    assert len(chinese) == len(english) > 10
    assert all(line.endswith("。") for line in chinese)
    assert all(line.strip() and line.isascii() for line in english)


@pytest.mark.no_database
def test_a_fault_of_the_program_is_kept_in_a_file(monkeypatch, capsys, tmp_path):
    def fail(**_options):
        raise ZeroDivisionError

    monkeypatch.setattr(usage.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(main, "shell", fail)
    with pytest.raises(SystemExit, match="1"):
        main.main([])
    said = capsys.readouterr().err
    [kept] = tmp_path.iterdir()
    assert str(kept) in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" in kept.read_text(encoding="utf-8")


def test_a_sample_city_of_no_pack_says_what_is_wrong(tmp_path):
    done = run("sample-city", "--pack", tmp_path / "nowhere")
    assert done.exit_code == 1
    assert "没有这个文件夹" in done.output
    assert "没有建立" in done.output


def test_a_roots_file_that_is_no_text_is_damaged(tmp_path):
    (tmp_path / "roots").write_bytes(b"\x9f\x00\xff\n")
    done = run("verify-ledger", "--roots", tmp_path / "roots")
    assert done.exit_code == 1
    assert "L011" in done.output


@pytest.mark.parametrize("command", ["run", "sample-city"])
def test_a_sample_city_is_not_for_production(settings, command):
    settings.IS_SAMPLE = False
    done = run(command)
    assert done.exit_code == 1
    assert "installpack" in done.output


def test_a_port_that_is_taken_is_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("serve", "--port", other.getsockname()[1])
    assert done.exit_code == 1
    assert "已被占用" in done.output


def test_an_address_of_another_machine_is_one_sentence():
    done = run("serve", "--host", "192.0.2.1")
    assert done.exit_code == 1
    assert "无法在 192.0.2.1:8000 监听" in done.output
