"""Small multiples: the agreement's sectors side by side on the same scales, row labels once, and their table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from data_pipeline import language
from data_pipeline.language import N_, message
from data_pipeline.privacy.small_cells import SMALL, Amount, Count, Hidden
from data_pipeline.reports import Sector, SectorsReport, Total
from data_pipeline.views import terms
from ui import address, cells, html, legend, panel, sheet, why, words
from ui.panel import Panel, Scale
from ui.sheet import Line
from ui.theme import tokens
from ui.words import _, safe, say, sentence_case

PAGE, KEY = "focus_sectors", "sector"  # where one sector stands in depth
NARROWEST = 180  # px: a panel on a small laptop or a phone
LETTER = 7  # px: of a number under a panel
LABEL_WIDTH = 104  # px: the column of the rows' names


@dataclass(frozen=True)
class Scales:
    """The axes that all sectors share."""

    counts: Scale
    jobs: Scale


def section(report: SectorsReport) -> None:
    """The sectors side by side, with their legend and a table."""
    shared = scales(report.sectors)
    names = {one.id: report.names[one.id].say(words.chosen()) for one in report.sectors}
    panels = "".join(
        of(one, names[one.id], report.goal, shared, column) for column, one in enumerate(report.sectors, start=2)
    )
    rules = '<div class="rule shares"></div><div class="rule jobs"></div>'
    widths = f"grid-template-columns:{LABEL_WIDTH}px repeat({len(report.sectors)},minmax(0,1fr))"
    html.append(f'<div class="multiples" style="{widths}">{rules}{_labels(report.goal)}{panels}</div>')
    legend.row(marks(report.sectors))
    html.append('<div class="space"></div>')
    table(report)


def scales(sectors: Iterable[Sector]) -> Scales:
    """Axes that hold every sector's marks."""
    listed = list(sectors)
    counts = [top(getattr(one, name)) for one in listed for name in terms.SECTOR_COUNTS]
    ends = [end for one in listed for end in _ends(one)]
    return Scales(panel.scale(0, max(counts, default=0)), panel.scale(min(ends, default=0), max(ends, default=0)))


def marks(sectors: Iterable[Sector]) -> list[legend.Entry]:
    """The legend's entries for what is drawn."""
    listed = list(sectors)
    found = [("target", _("Goal"))]
    if any(isinstance(one.share, float) for one in listed):
        found.append(("share", _("Share with 95% interval")))
    if any(_split(one) for one in listed):
        found += [("actual", _("Created")), ("cut", _("Lost"))]
    if any(_net(one) is not None for one in listed):
        found.append(("net", _("Net alone: created and lost are suppressed")))
    if any(getattr(one, name) is Hidden.FEW for one in listed for name in terms.SECTOR_COUNTS):
        found.append(("few", say(message("{range} parties or programmes", range=cells.FEW))))
    return found


def of(sector: Sector, name: str, goal: float, shared: Scales, column: int = 1) -> str:
    """One sector's marks as HTML: counts, satisfaction and jobs, each with its axis; `column` of the grid."""
    counts = "".join(
        count(_(label), getattr(sector, key), name, shared.counts, figure=f"sector.{sector.id}.{key}")
        for key, label in terms.SECTOR_COUNTS.items()
    )
    return (
        f'<section class="multiple" style="grid-column:{column}"><h2>{safe(name)}</h2>'
        f"{counts}{axis(shared.counts, number)}"
        f"{_share(sector, name, goal)}{axis(panel.SHARES, percent)}"
        f"{_jobs(sector, name, shared.jobs)}{axis(shared.jobs, number)}</section>"
    )


def count(label: str, cell: Count, of_whom: str, along: Scale, *, figure: str = "", day: dt.date | None = None) -> str:
    """A count as a bar, as a dotted box, or as the word alone; what is shown leads to `figure`'s rows as of `day`."""
    drawing = Panel(tokens(), panel.COUNT, along)
    drawing.grid()
    told, aside, end = cells.count(cell), "", 0.0
    if cell is Hidden.FEW:
        end, aside = SMALL - 1, cells.word()
        drawing.few(end)
    elif not isinstance(cell, Hidden):
        end = cell
        if cell:
            drawing.bar(0, cell, tokens().actual)
    alt = say(message("{name}, {label}: {value}", name=of_whom, label=label, value=told))
    written = f"<small>{safe(told)}</small>" if cell is Hidden.PROTECTED else f"<strong>{safe(told)}</strong>"
    beside = f" <small>{safe(aside)}</small>" if aside else ""
    value = f'<span class="value" style="left:calc({along.at(end) * 100:.2f}% + 8px)">{written}{beside}</span>'
    picture = drawing.picture(alt)
    if figure and cell and not isinstance(cell, Hidden):
        picture = why.mark(picture, figure, day)
    return _cell("count", sentence_case(label), "", f"{picture}{value}")


def axis(along: Scale, written: Callable[[float], str]) -> str:
    """The numbers under a panel: every one, or every other or fourth from zero where a narrow panel holds no more."""
    zero = along.ticks.index(0)
    choices = ([tick for place, tick in enumerate(along.ticks) if (place - zero) % step == 0] for step in (1, 2, 4))
    shown = next((ticks for ticks in choices if _stand_free(along, ticks, written)), [0.0])
    labels = "".join(
        f'<span class="{_edge(along.at(tick))}" style="left:{along.at(tick) * 100:.2f}%">{safe(written(tick))}</span>'
        for tick in shown
    )
    return (
        f'<div class="cell axis" aria-hidden="true"><span class="name"></span><div class="figure">{labels}</div></div>'
    )


def _stand_free(along: Scale, ticks: Sequence[float], written: Callable[[float], str]) -> bool:
    free = float("-inf")
    for tick in ticks:
        at, width = along.at(tick), LETTER * len(written(tick))
        left = at * NARROWEST - (width if _edge(at) == "last" else width / 2)
        if left < free:
            return False
        free = left + width + LETTER
    return True


def _edge(at: float) -> str:
    """Whether a label would stand out over the edge if it were centred."""
    return "last" if at > 0.95 else "tick"


def _share(sector: Sector, name: str, goal: float) -> str:
    told, aside = share_words(sector)
    return _cell("share", _("Satisfied"), _goal(goal), _said(told, aside) + _share_picture(sector, name, goal))


def share_row(label: str, sector: Sector, name: str, goal: float) -> str:
    """A share as one row of many: what it is stands under the row's name."""
    return _cell("share", sentence_case(label), share_words(sector)[0], _share_picture(sector, name, goal))


def _share_picture(sector: Sector, name: str, goal: float) -> str:
    drawing = Panel(tokens(), panel.SHARE, panel.SHARES)
    drawing.grid()
    told, aside = share_words(sector)
    if sector.share is None:
        drawing.unknown(0, 1)
    drawing.target(goal)
    if isinstance(sector.share, float) and sector.low is not None and sector.high is not None:
        drawing.share(sector.share, sector.low, sector.high)
    return drawing.picture(f"{name}, {_('Satisfied').lower()}: {told}, {aside}")


def share_words(sector: Sector) -> tuple[str, str]:
    """What stands over a sector's share, and the smaller line under it."""
    answers = _answers(sector.answered)
    if sector.share is None:
        return _("not measured"), answers
    if isinstance(sector.share, Hidden) or sector.low is None or sector.high is None:
        return cells.word(), answers
    interval = words.spoken(language.share_range, sector.low, sector.high)
    told = say(
        message("{share} of {count} answers", share=cells.share(sector.share), count=cells.count(sector.answered))
    )
    return told, say(message(terms.CERTAINTY[sector.certainty], interval=interval))


def _answers(cell: Count) -> str:
    if isinstance(cell, Hidden):
        return say(message("answers: {count}", count=cells.count(cell)))
    return say(message("{count} answer", "{count} answers", count=cell)) if cell else _("no answers")


def _jobs(sector: Sector, name: str, along: Scale) -> str:
    picture = _said(*job_words(sector)) + _jobs_picture(sector, name, along)
    return _cell("jobs", _("Full-time equivalents"), _("lost and created"), picture)


def jobs_row(label: str, sector: Sector, name: str, along: Scale) -> str:
    """Created and lost, or net alone, as one row of many: what they come to stands under the row's name."""
    return _cell("jobs", sentence_case(label), job_words(sector)[0], _jobs_picture(sector, name, along))


def _jobs_picture(sector: Sector, name: str, along: Scale) -> str:
    drawing = Panel(tokens(), panel.JOBS, along)
    drawing.grid()
    told, aside = job_words(sector)
    colours = tokens()
    split, net = _split(sector), _net(sector)
    if split:
        drawing.bar(-split[0], 0, colours.cut)
        drawing.bar(0, split[1], colours.actual)
        drawing.gap(0)
    elif net is not None:
        drawing.outline(min(net, 0), max(net, 0), colours.actual if net >= 0 else colours.cut)
    return drawing.picture(f"{name}, {_('Full-time equivalents').lower()}: {told}, {aside}")


def job_words(sector: Sector) -> tuple[str, str]:
    """What stands over a sector's jobs, and the smaller line under it."""
    if sector.measured == 0:
        return _("not measured"), _("no companies measured")
    measured = say(message("companies measured: {count}", count=cells.count(sector.measured)))
    if isinstance(sector.net, Hidden):
        return cells.word(), measured
    told = say(message("net {count}", count=cells.jobs(sector.net)))
    return told, split_words(sector.created, sector.lost) or measured


def split_words(created: Amount, lost: Amount) -> str:
    """Created and lost, where they may be shown."""
    if isinstance(created, Hidden) or isinstance(lost, Hidden):
        return ""
    return say(message("{created} created, {lost} lost", created=cells.jobs(created), lost=cells.jobs(lost)))


def table(report: SectorsReport) -> None:
    """The sectors, those in none of them, and the whole: the same cells as in the figures."""
    lines = [Line(_depth(one.id, report.names[one.id].say(words.chosen())), row(one)) for one in report.sectors]
    lines.append(Line(safe(_("Without a focus sector")), row(report.outside)))
    if report.total:
        lines.append(Line(safe(_("In all")), _sum(report.total), "sum"))
    sheet.table(_("Focus sectors"), _("Focus sector"), columns(), lines, stacks=True)
    html.append(f'<p class="note">{safe(_(NOTE))}</p>')


NOTE = N_("The same scale in every panel. The sectors have no targets in the agreement.")


def _depth(sector: str, name: str) -> str:
    """A sector's name as a link to the sector in depth."""
    return f'<a class="here because" href="{safe(address.here(PAGE, {KEY: sector}))}">{safe(name)}</a>'


def columns() -> list[str]:
    """The heads of a table of sectors."""
    return [
        *(sentence_case(_(label)) for label in terms.SECTOR_COUNTS.values()),
        _("Satisfied"),
        _("Answers"),
        _("Full-time equivalents, net"),
    ]


def row(sector: Sector, day: dt.date | None = None) -> list[str]:
    """A sector's cells as HTML, its counts as links to what they rest on as of `day`."""
    interval = ""
    if sector.low is not None and sector.high is not None:
        interval = words.spoken(language.share_range, sector.low, sector.high)
    return [
        *(_count(sector, name, day) for name in terms.SECTOR_COUNTS),
        cells.in_table(cells.share(sector.share), interval),
        cells.in_table(cells.count(sector.answered)),
        cells.in_table(cells.amount(sector.net, sector.measured), split_words(sector.created, sector.lost)),
    ]


def _count(sector: Sector, name: str, day: dt.date | None) -> str:
    value: Count = getattr(sector, name)
    return why.cell(cells.in_table(cells.count(value)), value, f"sector.{sector.id}.{name}", day)


def _sum(total: Total) -> list[str]:
    interval = ""
    if total.low is not None and total.high is not None:
        interval = words.spoken(language.share_range, total.low, total.high)
    return [
        *(cells.in_table(cells.count(getattr(total, name))) for name in terms.SECTOR_COUNTS),
        cells.in_table(cells.share(total.share), interval),
        cells.in_table(cells.count(total.answered)),
        cells.in_table(cells.amount(total.net, total.measured), split_words(total.created, total.lost)),
    ]


def _labels(goal: float) -> str:
    """The rows' labels, once; each panel has its own for those who hear it or read it on a phone."""
    counts = "".join(
        f'<span class="cell">{safe(sentence_case(_(label)))}</span>' for label in terms.SECTOR_COUNTS.values()
    )
    rest = [(_("Satisfied"), _goal(goal)), (_("Full-time equivalents"), _("lost and created"))]
    below = "".join(
        f'<span class="cell axis"></span><span class="cell">{safe(label)}<small>{safe(aside)}</small></span>'
        for label, aside in rest
    )
    return f'<div class="labels" aria-hidden="true"><span></span>{counts}{below}<span class="cell axis"></span></div>'


def _goal(goal: float) -> str:
    return say(message("goal over {goal}", goal=words.spoken(language.share, goal)))


def _cell(kind: str, label: str, aside: str, figure: str) -> str:
    below = f"<small>{safe(aside)}</small>" if aside else ""
    name = f'<span class="name">{safe(label)}{below}</span>'
    return f'<div class="cell {kind}">{name}<div class="figure">{figure}</div></div>'


def _said(told: str, aside: str) -> str:
    return f"<p><strong>{safe(sentence_case(told))}</strong><small>{safe(aside)}</small></p>"


def top(cell: Count) -> int:
    """How far a count's mark reaches."""
    if isinstance(cell, Hidden):
        return SMALL - 1 if cell is Hidden.FEW else 0
    return cell


def _ends(sector: Sector) -> Sequence[float]:
    """How far a sector's jobs reach to both sides, as far as they are shown."""
    split, net = _split(sector), _net(sector)
    if split:
        return -split[0], split[1]
    return () if net is None else (net,)


def _split(sector: Sector) -> tuple[float, float] | None:
    """Lost and created, where both may be shown and anything is measured."""
    if sector.measured == 0 or isinstance(sector.created, Hidden) or isinstance(sector.lost, Hidden):
        return None
    return float(sector.lost), float(sector.created)


def _net(sector: Sector) -> float | None:
    """The net where it alone may be shown."""
    if sector.measured == 0 or _split(sector) or isinstance(sector.net, Hidden):
        return None
    return float(sector.net)


def number(value: float) -> str:
    """A tick of an axis of numbers."""
    return words.spoken(language.number, value)


def percent(value: float) -> str:
    """A tick of an axis of shares."""
    return words.spoken(language.share, value)


def shown_figures(report: SectorsReport) -> list[tuple[str, str]]:
    """The figures of the page with their clause, for the definitions."""
    names = ("guided", "screened", "programmes", "satisfied", "answered", "created", "lost", "net")
    return [(f"sector.{name}", report.clause) for name in names]
