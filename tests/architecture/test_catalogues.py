"""Every message has a Chinese wording, and what is compiled is what is written."""

from pathlib import Path

import polib
import pytest

import yingshang
from yingshang.web import catalogues
from yingshang.web.catalogues import Catalogue, Message

pytestmark = pytest.mark.no_database

ALL = catalogues.catalogues(Path(yingshang.__file__).parent)
EACH = pytest.mark.parametrize("catalogue", ALL, ids=lambda catalogue: catalogue.folder.name)
ADVICE = "Run `yingshang messages`, fill in the empty msgstr, run it again."


@EACH
def test_every_message_has_a_chinese_wording(catalogue):
    entries = catalogue.entries()
    missing = [
        f"{catalogue.folder.name}: {message.text!r} ({', '.join(places)})"
        for message, places in catalogue.used().items()
        if message not in entries or not catalogues.is_translated(entries[message])
    ]
    assert not missing, "\n".join([ADVICE, *missing])


@EACH
def test_no_wording_is_left_over(catalogue):
    left = [message.text for message in catalogue.entries().keys() - catalogue.used().keys()]
    assert not left, (ADVICE, left)


@EACH
def test_the_compiled_catalogue_is_fresh(catalogue):
    written = {message: _wording(entry) for message, entry in catalogue.entries().items()}
    if not written:
        pytest.skip("This app says nothing yet.")
    assert catalogue.compiled.exists(), ADVICE
    compiled = {
        Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural or ""): _wording(entry)
        for entry in polib.mofile(str(catalogue.compiled))
    }
    assert compiled == {message: wording for message, wording in written.items() if any(wording)}, (
        ADVICE
    )


@EACH
def test_placeholders_and_punctuation_are_right(catalogue):
    wrong = {
        message.text: found
        for message, entry in catalogue.entries().items()
        if (found := catalogues.faults(entry))
    }
    assert not wrong


def test_one_message_has_one_wording_in_every_app():
    wordings = {}
    for catalogue in ALL:
        for message, entry in catalogue.entries().items():
            if not catalogues.is_translated(entry):
                continue
            said = wordings.setdefault(message, (catalogue.folder.name, _wording(entry)))
            assert said[1] == _wording(entry), (message.text, said, catalogue.folder.name)


def test_messages_are_found_in_python_and_in_templates(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "views.py").write_text('x = _("One")\ny = ngettext("a %(n)s", "b %(n)s", n)\n')
    (tmp_path / "templates/page.html").write_text(
        '{% load i18n %}{% translate "It\'s (two)" %}{% translate "May" context "month" %}'
        "{% blocktranslate trimmed count n=rows|length %}\n {{ n }} row\n"
        "{% plural %} {{ n }} rows {% endblocktranslate %}"
    )
    assert Catalogue(tmp_path).used() == {
        Message("It's (two)"): ["templates/page.html"],
        Message("May", "month"): ["templates/page.html"],
        Message("%(n)s row", plural="%(n)s rows"): ["templates/page.html"],
        Message("One"): ["views.py"],
        Message("a %(n)s", plural="b %(n)s"): ["views.py"],
    }


def test_updating_keeps_a_translation_and_compiles_it(tmp_path):
    (tmp_path / "views.py").write_text('_("One")\n')
    catalogue = Catalogue(tmp_path)
    catalogue.update()
    written = polib.pofile(str(catalogue.source))
    written[0].msgstr = "一"
    written.save()
    (tmp_path / "views.py").write_text('_("One")\n_("Two")\n')
    catalogue.update()
    [compiled] = polib.mofile(str(catalogue.compiled))
    assert (compiled.msgid, compiled.msgstr) == ("One", "一")
    assert list(catalogue.entries()) == [Message("One"), Message("Two")]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("%(n)s rows", "若干行"),
        ("Done, next", "已完成,下一步"),
        ("Done.", "已完成."),
        ("Done (late)", "已完成(逾期)"),
    ],
)
def test_a_careless_wording_is_found(msgid, msgstr):
    assert catalogues.faults(polib.POEntry(msgid=msgid, msgstr=msgstr))


def test_a_careful_wording_passes():
    wording = "第 %(n)s 项（共 %(total)s 项），见 A.pdf。"
    entry = polib.POEntry(msgid="%(n)s of %(total)s, see A.pdf.", msgstr=wording)
    assert not catalogues.faults(entry)


def _wording(entry):
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
