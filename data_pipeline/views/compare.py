"""Region og år: the years of a series and the neighbours as rows of the same columns, and which stand out (R20).

No ranks: rows can be sorted, and a title names those alone that chance hardly explains.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from data_pipeline.figures import CATALOGUE, FEE_TOTAL, SEGMENTS, all_guided
from data_pipeline.language import N_, Message, message
from data_pipeline.meetings.compare_report import Compared, CompareReport, Row, YearsReport
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports.readings import Jobs, Line, Reading
from data_pipeline.views import amounts, funnel, next_year, terms
from data_pipeline.views.chance import CHANCE, CHANGE, FAR, GOAL, READ_TOGETHER, UNLIKE
from data_pipeline.views.chart import Bar, Multiples, Panel
from data_pipeline.views.table import (
    FEW,
    NOT_MEASURED,
    Cell,
    Column,
    Kind,
    Shown,
    Table,
    Translator,
    columns,
    hidden_word,
    plain,
    to_cell,
    with_asides,
)

SATISFACTION = "satisfaction"


def title(report: Compared) -> Message:
    """Who chance hardly explains, far under first; where nobody is, that nobody stands out."""
    found = [one for one in _standing_out(report) if one[2] in FAR]
    if not found:
        return message("Nobody stands out by more than chance")
    row, figure, word = min(found, key=lambda one: one[2] != "very_low")
    label, how = message(CATALOGUE[figure].label), message((GOAL if figure == SATISFACTION else CHANCE)[word])
    told = message("{agreement}: {figure} {how}", agreement=row.agreed.title, figure=amounts.Lower(label), how=how)
    others = len({one[0].agreed.id for one in found} - {row.agreed.id})
    if not others:
        return told
    return message("{told}, and one more stands out", "{told}, and {count} more stand out", count=others, told=told)


def _standing_out(report: Compared) -> Iterator[tuple[Row, str, str]]:
    """Row, figure and word of every headline column that is tested: neighbours, and the years."""
    rows = {row.agreed.id: row for row in (*report.years.rows, *report.neighbours.rows)}
    for row in rows.values():
        if row.at is None:
            continue
        for line in _guided(row.at):
            if line.chance:
                yield row, line.id, line.chance
        if row.at.satisfaction.chance:
            yield row, SATISFACTION, row.at.satisfaction.chance


def _guided(at: Reading) -> list[Line]:
    """Those guided in all, or locally where no agreement has a target for all."""
    known = {line.id: line for line in at.targets}
    return [known[name] for segment in SEGMENTS if (name := all_guided(segment, known))]


def passed(report: CompareReport) -> Message:
    """How much of the reference's year has gone."""
    return message("{share} of the year's working days have passed", share=amounts.ratio(report.years.share))


def caption() -> tuple[Message, ...]:
    """How the rows are read, and what is held against chance."""
    return tuple(message(one) for one in READ_TOGETHER)


def years_title(report: YearsReport) -> Message:
    """Over the years: at which share of the year they are read."""
    return message("Year by year, at the same {share} of the working days", share=amounts.ratio(report.share))


def years_table(report: YearsReport, here: str, language: str) -> Table:
    """The years at the same share of their working days."""
    listed = [(row, row.at) for row in report.rows]
    return _table(years_title(report).say(language), listed, report.stamp.as_of, here, language)


def whole_tables(report: YearsReport, here: str, language: str) -> list[Table]:
    """The years that are over, on their last dates; no table where the one above says the same."""
    listed = [(row, row.whole) for row in report.rows if row.whole]
    if all(row.at and at and row.at.day == at.day for row, at in listed):
        return []
    return [_table(Translator(language)("Whole years"), listed, report.stamp.as_of, here, language)]


def neighbours_table(report: Compared, here: str, language: str) -> Table:
    """The neighbours on the day."""
    found = report.neighbours
    heading = message("Neighbours, {day}", day=found.as_of).say(language)
    table = _table(heading, [(row, row.at) for row in found.rows], found.as_of, here, language)
    nobody = message("No agreement's period holds the day.").say(language)
    return table if found.rows else replace(table, notes=(nobody,))


def _table(
    heading: str, listed: Sequence[tuple[Row, Reading | None]], as_of: dt.date, here: str, language: str
) -> Table:
    _ = Translator(language)
    head = (
        Column(_("Agreement"), sort="name"),
        *(Column(_(terms.SEGMENTS[one]), Kind.SHARE, sort=one) for one in SEGMENTS),
        Column(_(terms.SATISFIED), Kind.SHARE, sort="satisfied"),
        Column(_("Jobs"), Kind.SHARE, sort="jobs"),
        Column(_("Fees"), Kind.SHARE, sort="fees"),
        Column(_("Beyond chance")),
    )
    cells = tuple(_row(row, at, as_of, here, language) for row, at in listed)
    return Table(heading, head, cells)


def _row(row: Row, at: Reading | None, as_of: dt.date, here: str, language: str) -> tuple[Cell, ...]:
    lead = "" if row.agreed.id == here or not row.is_own else row.agreed.id
    name = Shown(row.agreed.title.say(language), aside=_read(row, at, as_of).say(language), agreement=lead)
    if at is None:
        return (name, *[None] * 6)
    guided = _guided(at)
    jobs, fees = at.jobs, at.fees
    cells = (
        *(*(_of_target(line, language) for line in guided), None, None)[:2],
        _satisfied(at, language),
        _of_whole(_of_goal(jobs), getattr(jobs, jobs.measure), jobs.goal, 1, language),
        _of_whole(fees.share, fees.amount, fees.budget, 0, language),
    )
    if row.agreed.id == here:
        figures = (*(*(line.id for line in guided), "", "")[:2], SATISFACTION, f"jobs.{jobs.measure}", FEE_TOTAL)
        day = at.day if at.day != as_of else None
        cells = tuple(
            replace(cell, figure=figure, day=day) if isinstance(cell, Shown) else cell
            for cell, figure in zip(cells, figures, strict=True)
        )
    return (name, *cells, _beyond(at, language))


def _read(row: Row, at: Reading | None, as_of: dt.date) -> Message:
    """On which day the row is read, and what else must be known of it."""
    if at is None:
        if not row.is_own:
            return message("no released meeting")
        return (
            message("begins {day}", day=row.agreed.first_date) if row.agreed.first_date > as_of else message("no data")
        )
    told: list[Message] = [message("{day}", day=at.day)]
    if row.meeting:
        told.append(message("as the meeting {name} showed it", name=row.meeting))
    if not at.covered:
        told.append(message("not covered"))
    told += [message(UNLIKE[one]) for one in row.unlike]
    return amounts.joined(told, " · ")


def _of_target(line: Line, language: str) -> Cell:
    """The share of the target with its status; under it the count, and the share of what was expected by then."""
    actual: object = line.actual
    if isinstance(actual, Hidden):
        return Shown(_hidden(actual, language), aside=message("of {target}", target=line.target or 0).say(language))
    if not line.target:
        return Shown(line.actual, aside=message("no target").say(language), kind=Kind.COUNT)
    told: list[Message] = [] if line.status == "none" else [message(terms.STATUS[line.status])]
    told.append(message("{actual} of {target}", actual=line.actual, target=line.target))
    if line.share_of_expected is not None and line.expected != line.target:
        told.append(message("{share} of expected", share=amounts.ratio(line.share_of_expected)))
    status = "" if line.status == "none" else line.status
    return Shown(line.share, aside=amounts.joined(told, "\n").say(language), status=status)


def _satisfied(at: Reading, language: str) -> Cell:
    voices = at.satisfaction
    share: object = voices.share
    if isinstance(share, Hidden):
        return _hidden(share, language)
    if voices.share is None:
        return Translator(language)(NOT_MEASURED)
    told = (
        message("Met") if voices.met else message("Not met"),
        message("{satisfied} of {answered} answers", satisfied=voices.satisfied, answered=voices.answered),
    )
    return Shown(voices.share, amounts.joined(told, "\n").say(language), status="met" if voices.met else "behind")


def _of_whole(share: object, amount: object, whole: int | Decimal, decimals: int, language: str) -> Cell:
    """An amount as a share of the goal or budget, which has no pace."""
    target = amounts.number(Decimal(whole), 0)
    if isinstance(share, Hidden):
        return Shown(_hidden(share, language), aside=message("of {target}", target=target).say(language))
    if not isinstance(share, float) or not isinstance(amount, Decimal):
        return Translator(language)(NOT_MEASURED)
    of = message("{actual} of {target}", actual=amounts.number(amount, decimals), target=target)
    return Shown(share, aside=of.say(language))


def _of_goal(jobs: Jobs) -> object:
    """The jobs as a share of their goal; nothing while no company is measured."""
    return jobs.share if jobs.measured else None


def _hidden(value: Hidden, language: str) -> str:
    return FEW if value is Hidden.FEW else str(to_cell(value, language))


def _beyond(at: Reading, language: str) -> Cell:
    """In words which headlines chance does not explain, and how they differ."""
    labels = dict(zip((line.id for line in _guided(at)), terms.SEGMENTS.values(), strict=False))
    satisfied = GOAL.get(at.satisfaction.chance or "")
    told = [(terms.SATISFIED, satisfied)] if satisfied else []
    told += [
        (labels[line.id], said[word])
        for line in _guided(at)
        for word, said in ((line.chance, CHANCE), (line.change, CHANGE))
        if word and word in said
    ]
    if not told:
        tested: tuple[object, ...] = (*(line.actual for line in _guided(at)), at.satisfaction.share)
        is_whole = not any(isinstance(one, Hidden) for one in tested)
        said = N_("nothing") if is_whole else N_("nothing of what is shown")
        return Translator(language)(said) if at.covered else None
    listed = (message("{figure} {how}", figure=message(label), how=message(how)) for label, how in told)
    return amounts.joined(listed, "\n").say(language)


def multiples(report: Compared) -> list[Multiples]:
    """The neighbours headline by headline, as shares of what each has agreed; none where there is nothing beside."""
    rows = [(funnel.name(row), row.at) for row in report.neighbours.rows if row.at]
    return [_multiples(rows, _number)] if len(rows) > 1 else []


def years_beside(report: Compared) -> Multiples | None:
    """The years headline by headline, as shares of what each has agreed; None where there is one alone."""
    rows = [(str(row.agreed.first_date.year), row.at) for row in report.years.rows if row.at]
    return _multiples(rows, amounts.ratio) if len(rows) > 1 else None


def _multiples(rows: Sequence[tuple[str, Reading]], written: Callable[[float], Message]) -> Multiples:
    guided = [_guided(at) for _name, at in rows]
    panels = [
        Panel(message(label), tuple(_bar(line.share, written) for line in one), message("% of the target"))
        for label, one in zip(terms.SEGMENTS.values(), zip(*guided, strict=True), strict=False)
    ]
    jobs = tuple(_bar(_of_goal(at.jobs), written) for _name, at in rows)
    panels.append(Panel(message("Jobs"), jobs, message("% of the goal")))
    names = tuple(name for name, _at in rows)
    return Multiples(names, tuple(panels), is_one_scale=True, title=message("Headline by headline"))


def _bar(share: object, written: Callable[[float], Message]) -> Bar:
    if isinstance(share, Hidden):
        return Bar(None, message(hidden_word(share)))
    if not isinstance(share, float):
        return Bar(None, message(NOT_MEASURED))
    return Bar(_percent(share), written(share))


def _number(share: float) -> Message:
    return amounts.number(_percent(share), 0)


def _percent(share: float) -> Decimal:
    return Decimal(repr(share)) * 100


def figures(report: CompareReport) -> list[tuple[str, str]]:
    """The figures of the page with their clause, for the definitions."""
    agreed = report.next.agreed
    clauses = {target.id: target.clause for target in agreed.targets}
    guided = (name for name in clauses if name.startswith("guided.total"))
    return [
        *((name, clauses[name]) for name in guided),
        (SATISFACTION, agreed.satisfaction.clause),
        (f"jobs.{agreed.jobs.measure}", agreed.jobs.clause),
        (FEE_TOTAL, agreed.fees[0].clause if agreed.fees else ""),
    ]


def tables(report: Compared, language: str) -> list[Table]:
    """The rows as on the page, how they are read, the funnel, every headline of each, and the agreement to come."""
    coming = next_year.tables(report.next, language) if isinstance(report, CompareReport) else []
    return [*_rows(report, language), funnel.table(report, language), every_headline(report, language), *coming]


def on_paper(report: Compared, language: str) -> list[Table]:
    """The rows with what the page says under each number, how they are read, and the funnel: for a page of A4."""
    return [*(with_asides(one, language) for one in _rows(report, language)), funnel.table(report, language)]


def _rows(report: Compared, language: str) -> list[Table]:
    told = tuple(one.say(language) for one in caption())
    first, *others = [
        years_table(report.years, "", language),
        *whole_tables(report.years, "", language),
        neighbours_table(report, "", language),
    ]
    return [replace(first, notes=told), *others]


def every_headline(report: Compared, language: str) -> Table:
    """A row a headline, agreement and day: what is read there, and what chance explains."""
    _ = Translator(language)
    read = {
        (row.agreed.id, at.day): (row, at)
        for row in (*report.years.rows, *report.neighbours.rows)
        for at in (row.at, row.whole)
        if at
    }
    rows = [line for row, at in read.values() for line in _lines(row, at, language)]
    head = (
        *columns(_("Agreement")),
        Column(_("Read on"), Kind.DATE, is_small=True),
        *columns(Kind.TEXT, _("Headline")),
        *columns(Kind.COUNT, _("Count"), _("Target")),
        *columns(Kind.SHARE, _("Share")),
        *columns(Kind.NUMBER, _("Expected")),
        Column(_("Of the expected"), Kind.SHARE, is_small=True),
        *columns(Kind.TEXT, _("Status"), _("Beyond chance")),
        Column(_("Against the year before"), is_small=True),
    )
    return Table(_("Every headline"), head, tuple(rows))


def _lines(row: Row, at: Reading, language: str) -> Iterator[tuple[Cell, ...]]:
    _ = Translator(language)

    def said(word: str | None, by: Mapping[str, str]) -> str | None:
        return _(by[word]) if word and word in by else None

    def line(figure: str, *cells: Cell) -> tuple[Cell, ...]:
        return (row.agreed.title.say(language), at.day, _(CATALOGUE[figure].label), *cells, *[None] * (8 - len(cells)))

    for one in at.targets:
        status = None if one.status == "none" else _(terms.STATUS[one.status])
        yield line(
            one.id,
            to_cell(one.actual, language),
            one.target,
            to_cell(one.share, language),
            one.expected,
            one.share_of_expected,
            status,
            said(one.chance, CHANCE),
            said(one.change, CHANGE),
        )
    fees, voices, jobs = at.fees, at.satisfaction, at.jobs
    money = (_kind(fees.amount, Kind.MONEY, language), _kind(fees.budget, Kind.MONEY, language))
    yield line(FEE_TOTAL, *money, to_cell(fees.share, language))
    yield line(
        SATISFACTION,
        to_cell(voices.satisfied, language),
        to_cell(voices.answered, language),
        to_cell(voices.share, language),
        None,
        None,
        None if voices.met is None else _("Met") if voices.met else _("Not met"),
        said(voices.chance, GOAL),
    )
    amount = getattr(jobs, jobs.measure)
    measured = _kind(amount, Kind.EXACT, language) if jobs.measured else _(NOT_MEASURED)
    yield line(f"jobs.{jobs.measure}", measured, jobs.goal, to_cell(_of_goal(jobs), language))
    for kept in at.deadlines:
        both = [kept.kept, kept.missed]
        of = sum(both) if all(isinstance(one, int) for one in both) else to_cell(both[0], language)
        yield line(f"deadline.{kept.id}", to_cell(kept.kept, language), of, to_cell(kept.share, language))


def _kind(value: object, kind: Kind, language: str) -> Cell:
    return Shown(plain(to_cell(value, language)), kind=kind)
