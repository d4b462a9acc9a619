"""A digest as one reads it in a mail: headline figures, what moved, what will be missed, and who owes what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message
from data_pipeline.meetings.changes_report import ChangesReport
from data_pipeline.meetings.digest import Digest
from data_pipeline.meetings.minutes import Carried
from data_pipeline.reports import OverviewReport, Target
from data_pipeline.views import amounts, attention, changes, fees, overview, targets, terms
from data_pipeline.views.chart import Line, Lines, Text

_VOICES = ("answered", "satisfied")
LIKELY = 0.5  # below it a target is more likely missed than reached


@dataclass(frozen=True)
class Section:
    """A part of the mail: its title, and its lines or the sentence that stands where there are none."""

    title: Text
    lines: Lines


@dataclass(frozen=True)
class Letter:
    """The mail: `subject` for its head, then the finding, which data it tells of, and its sections."""

    subject: Message
    title: Message
    stamp: Message
    sections: tuple[Section, ...]


def of(digest: Digest) -> Letter:
    """The mail of a digest; for others headlines alone."""
    report, agreed = digest.overview, digest.now.agreement
    title = amounts.Capital(targets.overview(report))
    found = [Section(message("Headline figures"), Lines(overview.lines(report))), _moved(digest)]
    if digest.now.audience.is_parties:
        found += [_missed(report, is_over=digest.now.as_of >= agreed.last_date), _owed(digest)]
    return Letter(
        subject=message("{agreement}: {finding}", agreement=agreed.title, finding=title),
        title=title,
        stamp=message(
            "{agreement} · status as of {as_of} · loaded {moment} · load {snapshot}",
            agreement=agreed.title,
            as_of=digest.now.as_of,
            moment=digest.now.head.frozen_at,
            snapshot=str(digest.now.snapshot),
        ),
        sections=tuple(found),
    )


def _moved(digest: Digest) -> Section:
    if digest.changes is None or digest.before is None:
        nothing = message("This is the first digest. The next one tells what moved.")
        return Section(message("What moved"), Lines((), empty=nothing))
    found = list(_differences(digest.changes, digest.before, digest.overview))
    if digest.now.audience.is_parties:
        found += _turned(digest.before, digest.overview)
    title = message("What moved since {day}", day=digest.changes.start.as_of)
    return Section(title, Lines(tuple(found), empty=message("No headline figure moved.")))


def _differences(report: ChangesReport, before: OverviewReport, now: OverviewReport) -> Iterator[Line]:
    """The headline figures that moved, with their causes; of the satisfied the share."""
    for one in report.headlines:
        was, share = before.satisfaction.share, now.satisfaction.share
        if one.figure == "satisfaction" and was is not None and share is not None:
            more = [getattr(now.satisfaction, name) - getattr(before.satisfaction, name) for name in _VOICES]
            if any(more):
                told = message("{before} → {after}", before=amounts.ratio(was), after=amounts.ratio(share))
                answers, satisfied = (changes.signed(count, "count") for count in more)
                voices = message("{answers} answers, {satisfied} satisfied", answers=answers, satisfied=satisfied)
                yield Line(message(CATALOGUE[one.figure].label), told, voices)
        elif one.is_changed:
            yield Line(changes.cell_label(one), changes.from_to(one), changes.why(one) if one.causes else "")


def _turned(before: OverviewReport, now: OverviewReport) -> Iterator[Line]:
    """The targets whose verdict is another, those that fell first."""
    known = {one.id: one.status for one in before.targets}
    for one in sorted(targets.counted_targets(now.targets), key=lambda one: not one.is_short):
        was = known.get(one.id, one.status)
        if was == one.status or one.status not in terms.STATUS:
            continue
        told = message(terms.STATUS[one.status])
        if was in terms.STATUS:
            told = message("{verdict}, was {before}", verdict=told, before=amounts.Lower(message(terms.STATUS[was])))
        yield Line(attention.label(one), _reached(one), told, one.status)


def _missed(report: OverviewReport, *, is_over: bool) -> Section:
    """What is missed, or more likely missed than reached as things go: the surest first."""
    short = [
        one
        for one in targets.counted_targets(report.targets)
        if one.missing and (one.forecast.p_target < LIKELY if one.forecast else one.is_short)
    ]
    short.sort(key=lambda one: (one.forecast.p_target if one.forecast else 0, one.actual / one.target))
    lines = [Line(attention.label(one), _reached(one), _foreseen(one), one.status) for one in short]
    lines += [Line(one.headline, "", one.explanation, one.shape) for one in attention.satisfaction(report.satisfaction)]
    if report.fees.amount > report.fees.budget:
        lines.append(Line(message(CATALOGUE["fee_total"].label), "", fees.remaining(report.fees), "behind"))
    title = message("What was missed") if is_over else message("What will be missed as things go")
    return Section(title, Lines(tuple(lines), empty=message("Nothing, as things go")))


def _reached(target: Target) -> Message:
    return message("{actual} of {target}", actual=target.actual, target=target.target)


def _foreseen(target: Target) -> Text:
    verdict = message(terms.STATUS[target.status])
    if target.needed_per_month is None or target.forecast is None:
        left = message("{count} short of the target", count=target.missing)
        return message("{verdict} · {sentence}", verdict=verdict, sentence=left)
    return message(
        "{verdict} · {odds} likely to be reached, forecast {low}–{high}. {needed}",
        verdict=verdict,
        odds=amounts.ratio(target.forecast.p_target),
        low=target.forecast.low,
        high=target.forecast.high,
        needed=attention.reached_with(target),
    )


def _owed(digest: Digest) -> Section:
    """Open actions of the meetings, overdue ones first, then what the figures say is owed."""
    names = {one.id: one.name for one in digest.now.agreement.parties}
    lines = list(map(_action, digest.actions))
    lines += [
        Line(
            one.text,
            names[one.responsible],
            message("{verdict} · {sentence}", verdict=one.verdict, sentence=one.occasion),
            "behind" if one.mark == "overdue" else "pending",
        )
        for one in digest.owed
    ]
    return Section(message("Who owes what"), Lines(tuple(lines), empty=message("Nobody owes anything")))


def _action(one: Carried) -> Line:
    if one.due_date is None:
        return Line(one.minute.text, one.responsible, "", "pending")
    if one.is_overdue:
        return Line(one.minute.text, one.responsible, message("was due {day}", day=one.due_date), "behind")
    return Line(one.minute.text, one.responsible, message("due {day}", day=one.due_date), "pending")
