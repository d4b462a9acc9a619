"""Frister: what was done in time, late, or is still open, and what every month decided (R10, R11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message, translate
from data_pipeline.reports import Deadline, DeadlinesReport
from data_pipeline.reports.deadlines import Month
from data_pipeline.views import amounts, terms
from data_pipeline.views import headline as marks
from data_pipeline.views.chart import Axis, Lead, Mark, Parts, Plot, Series, Stacks, Text, month_axis
from data_pipeline.views.headline import Headline, Headlines, Part, Strip
from data_pipeline.views.table import Cell, Column, Kind, RowKind, Shown, Table, Translator, columns
from data_pipeline.views.told import kept_and_missed

_FEW = 4  # cases in a month: up to it every number stands on the axis
_HEADROOM = 1.18  # over the highest column, for its number


def title(report: DeadlinesReport) -> Message:
    """The title of Frister: how many were late, of all that is decided."""
    missed = sum(one.missed for one in report.deadlines)
    decided = missed + sum(one.kept for one in report.deadlines)
    if not decided:
        return message("No deadline has fallen due yet")
    if not missed:
        return message("All {decided} deadlines were kept", decided=decided)
    return message("{missed} of {decided} deadlines were missed", missed=missed, decided=decided)


def sentence(asked: Deadline) -> Message:
    """The sentence beside a deadline's bar."""
    if not asked.kept + asked.missed:
        return message("{count} still in time", count=asked.pending) if asked.pending else message("no cases yet")
    late = message("{missed} late", missed=asked.missed) if asked.missed else message("none late")
    if not asked.pending:
        return late
    return message("{late}, {pending} pending", late=late, pending=asked.pending)


def headlines(report: DeadlinesReport) -> Headlines:
    """A row a deadline, the bar as long as all its cases."""
    legend = (("actual", message("in time")), ("cut", message("late")), ("unknown", message("pending")))
    return Headlines(message("The two deadlines"), "", tuple(_headline(found) for found in report.deadlines), legend)


def lengths(report: DeadlinesReport) -> Message:
    """How long each deadline lasts."""
    return amounts.joined(
        (
            message(
                "{name}: within {count} working day",
                "{name}: within {count} working days",
                count=days,
                name=_label(found),
            )
            for found, days in zip(report.deadlines, report.working_days, strict=True)
        ),
        " · ",
    )


def how_months_count() -> tuple[Message, ...]:
    """Where a case stands, and what the share is of."""
    return (
        message("A case stands in the month that decided it; pending is what was open at the month's end."),
        message("Share so far: kept, of all decided by then."),
    )


def figures(report: DeadlinesReport) -> list[tuple[str, str]]:
    """The figures of the page with their clauses, for the definitions."""
    return [(f"deadline.{found.id}", found.clause) for found in report.deadlines]


def courses(report: DeadlinesReport) -> tuple[Plot, ...]:
    """What every month decided of each deadline: kept below, missed on top, on the same axes."""
    high = max((month.kept + month.missed for months in report.months for month in months), default=0)
    few = tuple((float(count), amounts.number(Decimal(count), 0)) for count in range(high + 1))
    return tuple(
        Plot(
            title=_label(found),
            unit=message("cases decided month by month"),
            told=amounts.joined(
                message(
                    "{month} {kept} in time and {missed} late",
                    month=amounts.month(month.last_day),
                    kept=month.kept,
                    missed=month.missed,
                )
                for month in months
            ),
            x=month_axis(report.days),
            y=Axis(0, max(high, 1) * _HEADROOM, few if high <= _FEW else ()),
            series=(
                Series("bars", "actual", _marks(found, months, lambda month: month.kept)),
                Series("bars", "cut", _marks(found, months, lambda month: month.missed)),
            ),
            height=200,
            bar_width=0.7,
            is_stacked=True,
        )
        for found, months in zip(report.deadlines, report.months, strict=True)
    )


def stacks(report: DeadlinesReport, names: Mapping[str, Text]) -> Stacks:
    """Each deadline as a whole in its parts; `names` are the agreement's."""
    return Stacks(
        tuple(
            Parts(names[found.id], found.kept, found.missed, found.pending, _in_time(found))
            for found in report.deadlines
        )
    )


def _label(found: Deadline) -> Message:
    return message(CATALOGUE[f"deadline.{found.id}"].label)


def _headline(found: Deadline) -> Headline:
    decided = found.kept + found.missed
    told = message(
        "{label}: {kept} of {decided} in time, {missed} late, {pending} pending",
        label=_label(found),
        kept=found.kept,
        decided=decided,
        missed=found.missed,
        pending=found.pending,
    )
    whole = decided + found.pending
    parts = marks.parts_of(whole, ("actual", found.kept), ("cut", found.missed), ("unknown", found.pending))
    gap = (Part("gap", found.kept / whole),) if found.kept and found.missed else ()
    return Headline(
        figure=f"deadline.{found.id}",
        clause=found.clause,
        number=amounts.number(Decimal(found.kept), 0) if decided else "–",
        of=message("of {count}", count=decided) if decided else "",
        strip=Strip((*parts, *gap), told),
        verdict=message("Nothing decided")
        if found.share is None
        else message("{share} in time", share=amounts.ratio(found.share)),
        sentence=sentence(found),
    )


def _marks(found: Deadline, months: Sequence[Month], count: Callable[[Month], int]) -> tuple[Mark, ...]:
    """A month's bar with its number, and what the pointer is told of it."""
    return tuple(
        Mark(
            x,
            count(month),
            (
                message("to {day}", day=month.last_day) if month.is_open else message("{day}", day=month.last_day),
                message(
                    "{kept} in time, {missed} late, {pending} pending",
                    kept=month.kept,
                    missed=month.missed,
                    pending=month.pending,
                ),
                "" if month.share is None else message("{share} in time so far", share=amounts.ratio(month.share)),
            ),
            written=amounts.number(Decimal(count(month)), 0) if count(month) else "",
            lead=Lead(f"deadline.{found.id}", month.last_day),
        )
        for x, month in enumerate(months)
    )


def _in_time(found: Deadline) -> Text:
    if not found.kept + found.missed + found.pending:
        return message("No case yet")
    if found.share is None:
        return kept_and_missed(found.kept, found.missed, found.pending)
    return message("{share} on time", share=amounts.ratio(found.share))


def tables(report: DeadlinesReport, language: str) -> list[Table]:
    """What every month decided, and for the parties who is late or next."""
    return [*by_month(report, language), *([cases(report, language)] if report.cases else [])]


def by_month(report: DeadlinesReport, language: str) -> list[Table]:
    """Each deadline: what every month decided, and what it comes to."""
    _ = Translator(language)
    found, head = [], (Column(_("By the end of"), Kind.DATE), *_deadline_columns(language))
    for asked, months in zip(report.deadlines, report.months, strict=True):
        rows: list[tuple[Cell, ...]] = [
            (_month(asked, month, language), month.kept, month.missed, month.pending, month.share) for month in months
        ]
        rows.append((_("In all"), *_decided(asked)))
        label = _(CATALOGUE[f"deadline.{asked.id}"].label)
        found.append(Table(label, head, tuple(rows), kinds={len(rows) - 1: RowKind.SUM}))
    return found


def cases(report: DeadlinesReport, language: str) -> Table:
    """The cases that are still open, the next one due first, and those that were late."""
    _ = Translator(language)
    pending = sum(one.is_pending for one in report.cases)
    told = message("{pending} pending, {late} late", pending=pending, late=len(report.cases) - pending)
    return Table(
        _("Pending and late"),
        columns(
            _("Client"), _("Deadline"), _("Row"), Kind.DATE, _("Begun"), _("Due"), _("Done"), Kind.TEXT, _("Outcome")
        ),
        tuple(
            (
                one.client_id,
                _(CATALOGUE[f"deadline.{one.deadline}"].label),
                one.row_id,
                one.begun,
                one.due,
                one.done,
                _(terms.ROW_WORDS["pending" if one.is_pending else "missed"]),
            )
            for one in report.cases
        ),
        unit=told.say(language),
    )


def _month(found: Deadline, month: Month, language: str) -> Shown:
    still = translate("not over", language) if month.is_open else ""
    return Shown(month.last_day, still, f"deadline.{found.id}", month.last_day)


def _deadline_columns(language: str) -> tuple[Column, ...]:
    _ = Translator(language)
    return columns(Kind.COUNT, _("in time"), _("late"), _("pending"), Kind.SHARE, _("Share so far"))


def _decided(asked: Deadline) -> tuple[Cell, ...]:
    return asked.kept, asked.missed, asked.pending, asked.share
