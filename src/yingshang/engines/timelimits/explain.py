"""Puts a count into sentences: what was counted, left out, moved, and by which article."""

from collections.abc import Iterator, Sequence
from datetime import date

from yingshang.engines.timelimits.citation import cite
from yingshang.engines.timelimits.extensions import Extension
from yingshang.engines.timelimits.lengths import BY_THE_CLOCK, IN_DAYS, PERIOD_ENDS, Unit
from yingshang.engines.timelimits.outcome import Outcome
from yingshang.engines.timelimits.reach import Matter
from yingshang.engines.timelimits.rules import Effect
from yingshang.engines.timelimits.steps import Step, StepKind, skipped_steps, step
from yingshang.engines.timelimits.wording import Bilingual, day, listing, moment, weekday


def explanation(
    matter: Matter, extensions: Sequence[Extension], outcome: Outcome
) -> Iterator[Step]:
    """All steps from the event to the due date, in the order in which they were taken."""
    yield from _receipt(matter)
    yield _start(matter)
    yield _length(matter)
    yield from _extensions(extensions)
    yield from _met(matter, outcome)
    yield from _paused(matter, outcome)
    yield _count(matter, outcome)
    yield from _roll(matter, outcome)
    yield _boundary(matter, outcome)
    yield from _practical(outcome)
    yield from _deemed(matter, outcome)
    yield from _provisional(matter, outcome)


def headline(matter: Matter, extensions: Sequence[Extension], outcome: Outcome) -> Bilingual:
    """One line: start, length, what moved the date, the date."""
    length = _length_name(matter)
    start, end = _ends(matter, outcome)
    zh, en = f"{start.zh}起{length.zh}", f"{start.en} + {length.en}"
    if matter.limit.length.is_before or matter.limit.unit in PERIOD_ENDS:
        zh, en = f"{start.zh}，{length.zh}", f"{start.en}, {length.en}"
    for extension in extensions:
        more = extension.length.name
        zh, en = f"{zh}，延长{more.zh}", f"{en} + {more.en}"
    parts = [each.short for each in _moving(matter, outcome) if each.short]
    if parts:
        zh += "：" + "；".join(part.zh for part in parts)
        en += ": " + "; ".join(part.en for part in parts)
    return Bilingual(f"{zh} → {end.zh}", f"{en} → {end.en}")


def _ends(matter: Matter, outcome: Outcome) -> tuple[Bilingual, Bilingual]:
    """The start and the due date; the year stands with both only where it changes."""
    year = matter.begins_on.year
    shown = year if outcome.due_on.year == year else None
    if outcome.reached.at is not None:
        return moment(matter.begins_at, shown), moment(outcome.reached.at, year)
    return day(matter.begins_on, shown), day(outcome.due_on, year)


def _length_name(matter: Matter) -> Bilingual:
    limit = matter.limit
    return limit.counted.name if limit.unit is Unit.WORKING_DAY else limit.length.name


def _moving(matter: Matter, outcome: Outcome) -> Iterator[Step]:
    yield from _met(matter, outcome)
    yield from _paused(matter, outcome)
    yield from _roll(matter, outcome)


def _basis(matter: Matter, article: str) -> Bilingual | None:
    return cite(article, matter.limit.law.name) if article else None


def _receipt(matter: Matter) -> Iterator[Step]:
    given = matter.calendar.instant(matter.start)
    if given == matter.received_at:
        return
    told, moved = moment(given), day(matter.begins_on)
    text = Bilingual(
        f"{told.zh}为非工作时间，视为{moved.zh}收到",
        f"{told.en} is outside working time: received on {moved.en}",
    )
    basis = _basis(matter, matter.limit.law.articles.receipt)
    yield step(StepKind.RECEIPT, text, matter.begins_on, basis=basis)


def _start(matter: Matter) -> Step:
    articles, event = matter.limit.law.articles, matter.limit.event
    zh_event, en_event = (f"（{event.zh}）", f" ({event.en})") if event else ("", "")
    if matter.limit.unit in BY_THE_CLOCK:
        at = moment(matter.begins_at)
        text = Bilingual(f"自{at.zh}起算{zh_event}", f"Counting begins on {at.en}{en_event}")
        basis = _basis(matter, articles.hours)
        return step(StepKind.START, text, matter.begins_on, basis=basis)
    on, name = day(matter.begins_on), weekday(matter.begins_on)
    when = Bilingual(f"{on.zh}（{name.zh}）{zh_event}", f"{on.en} ({name.en}){en_event}")
    text, article = _start_rule(matter, when), articles.start
    if matter.limit.unit in PERIOD_ENDS:
        article = ""
    return step(StepKind.START, text, matter.begins_on, basis=_basis(matter, article))


def _start_rule(matter: Matter, when: Bilingual) -> Bilingual:
    if matter.limit.unit in PERIOD_ENDS:
        return Bilingual(f"自{when.zh}起", f"From {when.en}")
    if matter.counts_start:
        return Bilingual(f"{when.zh}当日计入", f"{when.en} counts as the first day")
    if matter.limit.length.is_before:
        zh = f"自{when.zh}向前倒推，当日不计入"
        return Bilingual(zh, f"Counted back from {when.en}, which does not count")
    zh = f"{when.zh}当日不计入，自次日起算"
    return Bilingual(zh, f"{when.en} does not count; counting begins on the next day")


def _length(matter: Matter) -> Step:
    limit, articles = matter.limit, matter.limit.law.articles
    length = limit.length.name
    zh, en = f"期限：{length.zh}", f"Length: {length.en}"
    if limit.name:
        zh, en = f"{limit.name.zh}，{zh}", f"{limit.name.en}. {en}"
    if limit.length.unit is not Unit.DAY:
        basis = cite(limit.article, limit.law.name)
        return step(StepKind.LENGTH, Bilingual(zh, en), basis=basis)
    is_working = limit.unit is Unit.WORKING_DAY
    zh_unit, en_unit = ("工作日", "working days") if is_working else ("自然日", "calendar days")
    zh = f"{zh}；该法的“{limit.length.count}日”按{zh_unit}计算"
    en = f"{en}; in this law “{limit.length.count} days” means {en_unit}"
    both = "；".join(filter(None, dict.fromkeys((limit.article, articles.days))))
    return step(StepKind.READING, Bilingual(zh, en), basis=cite(both, limit.law.name))


def _extensions(extensions: Sequence[Extension]) -> Iterator[Step]:
    for extension in extensions:
        length, asked = extension.length.name, day(extension.asked_on)
        text = Bilingual(
            f"{asked.zh}申请并获准延长{length.zh}",
            f"Extended by {length.en}, asked for on {asked.en}",
        )
        basis = Bilingual(extension.document, extension.document)
        yield step(StepKind.EXTENSION, text, extension.asked_on, basis=basis)


def _met(matter: Matter, outcome: Outcome) -> list[Step]:
    year, unit = matter.begins_on.year, matter.limit.unit
    if unit is Unit.WORKING_HOUR:
        days = _span(matter.begins_on, outcome.due_on)
        return skipped_steps(days, matter.calendar, year)
    met = outcome.reached.met if unit is Unit.WORKING_DAY else ()
    return skipped_steps(met, matter.calendar, year)


def _span(first: date, last: date) -> list[date]:
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def _paused(matter: Matter, outcome: Outcome) -> Iterator[Step]:
    by_ground: dict[str, list[date]] = {}
    for on in outcome.reached.paused:
        by_ground.setdefault(matter.standing.days[on].id, []).append(on)
    for ground in (each for each in matter.limit.grounds if each.id in by_ground):
        days, basis = by_ground[ground.id], _basis(matter, ground.article)
        when = listing(days, matter.begins_on.year)
        zh_basis, en_basis = (f"（{basis.zh}）", f" ({basis.en})") if basis else ("", "")
        text = Bilingual(
            f"{when.zh}{ground.name.zh}，所需时间不计入期限{zh_basis}。",
            f"{when.en}: {ground.name.en}, not counted{en_basis}.",
        )
        short = Bilingual(f"{when.zh}{ground.name.zh}不计", f"{when.en} {ground.name.en}")
        yield Step(StepKind.PAUSE, text, tuple(days), basis, short)


def _count(matter: Matter, outcome: Outcome) -> Step:
    reached, limit = outcome.reached, matter.limit
    if reached.at is not None:
        at = moment(reached.at)
        text = Bilingual(f"计至{at.zh}", f"The count ends on {at.en}")
        return step(StepKind.COUNT, text, reached.end)
    on, name = day(reached.end), weekday(reached.end)
    text = Bilingual(f"期限届满日是{on.zh}（{name.zh}）", f"The period ends on {on.en} ({name.en})")
    if limit.unit in IN_DAYS and not limit.length.is_before:
        text = Bilingual(f"最后一日是{on.zh}（{name.zh}）", f"The last day is {on.en} ({name.en})")
    article = limit.law.articles.months if limit.unit is Unit.MONTH else ""
    return step(StepKind.COUNT, text, reached.end, basis=_basis(matter, article))


def _roll(matter: Matter, outcome: Outcome) -> Iterator[Step]:
    end, year = outcome.reached.end, matter.begins_on.year
    if outcome.due_on == end:
        return
    off, to = listing(_span(end, outcome.due_on)[:-1], year), day(outcome.due_on, year)
    name = matter.calendar.day(end).name or Bilingual("休息日", "rest day")
    basis = _basis(matter, matter.limit.law.articles.roll)
    zh_basis, en_basis = (f"（{basis.zh}）", f" ({basis.en})") if basis else ("", "")
    zh = f"{off.zh}是休假日（{name.zh}），顺延至休假结束的次日{to.zh}{zh_basis}。"
    en = f"{off.en}: day off ({name.en}); the last day moves to {to.en}{en_basis}."
    short = Bilingual(f"{off.zh}休假，顺延", f"{off.en} off, rolls on")
    yield Step(StepKind.ROLL, Bilingual(zh, en), (outcome.due_on,), basis, short)


def _boundary(matter: Matter, outcome: Outcome) -> Step:
    on = day(outcome.due_on)
    text = Bilingual(f"截止时间：{on.zh}24:00", f"Deadline: {on.en}, 24:00")
    if outcome.reached.at is not None or outcome.due_at.date() == outcome.due_on:
        at = moment(outcome.due_at)
        text = Bilingual(f"截止时间：{at.zh}", f"Deadline: {at.en}")
    basis = _basis(matter, matter.limit.law.articles.boundary)
    return step(StepKind.BOUNDARY, text, outcome.due_on, basis=basis)


def _practical(outcome: Outcome) -> Iterator[Step]:
    if outcome.practical_on == outcome.due_on:
        return
    end, practical = day(outcome.due_on), day(outcome.practical_on)
    text = Bilingual(
        f"{end.zh}是休息日，依据未规定顺延；请在此前最后一个工作日{practical.zh}办理",
        f"{end.en} is a rest day and no rule moves it; act by {practical.en}, the last working day",
    )
    yield step(StepKind.PRACTICAL, text, outcome.practical_on)


def _deemed(matter: Matter, outcome: Outcome) -> Iterator[Step]:
    if outcome.deemed is None:
        return
    rule, since = outcome.deemed.rule, day(outcome.deemed.from_on)
    effective = day(outcome.deemed.effective_on)
    back = "（追溯至起算日）" if rule.effect is Effect.START else ""
    text = Bilingual(
        f"至{since.zh}仍未办理的，{rule.name.zh}，自{effective.zh}起生效{back}",
        f"If nothing is done, from {since.en} on: {rule.name.en}, with effect from {effective.en}",
    )
    yield step(StepKind.DEEMED, text, outcome.deemed.from_on, basis=_basis(matter, rule.article))


def _provisional(matter: Matter, outcome: Outcome) -> Iterator[Step]:
    if not outcome.is_provisional:
        return
    year = max(matter.calendar.firm_until.year + 1, outcome.due_on.year)
    text = Bilingual(
        f"{year}年放假调休通知尚未发布，此日期为暂定，通知发布后将重新计算",
        f"The notice on holidays of {year} is not out:"
        " the date is provisional and will be recomputed",
    )
    yield step(StepKind.PROVISIONAL, text)
