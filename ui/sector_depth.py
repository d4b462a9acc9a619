"""One focus sector in depth: where it stands, its quarters, and who belongs to it."""

from __future__ import annotations

import datetime as dt

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.reports import Quarter, SectorsReport
from data_pipeline.views import focus_sectors as sector_findings
from data_pipeline.views import terms
from ui import address, choices, html, legend, multiples, panel, sheet, words
from ui.sheet import Line
from ui.words import _, safe, sentence_case

ALL = ""  # no sector chosen: all of them side by side


def chosen(report: SectorsReport) -> str:
    """The sector that the URL names, `ALL` where it names none."""
    return address.chosen(multiples.KEY, [ALL, *report.names])


def choice(report: SectorsReport, value: str) -> None:
    """The sectors to choose among, and all of them."""
    titles = {ALL: _("Side by side")} | {name: title.say(words.chosen()) for name, title in report.names.items()}
    choices.pills(multiples.PAGE, _("Focus sector"), multiples.KEY, titles, value)


def section(report: SectorsReport, name: str) -> None:
    """The sector's marks, its quarters as bars and as a table, and its definition."""
    sector = report.course[-1].of(name)
    title = report.names[name].say(words.chosen())
    with html.box("sector_depth"), html.columns(1, 1) as column:
        with column():
            shared = multiples.scales([sector])
            heading = message("As of {day}", day=report.day)
            html.append(
                f'<h2 class="part">{safe(heading)}</h2>'
                f'<div class="multiples alone">{multiples.of(sector, title, report.goal, shared)}</div>'
            )
            legend.row(multiples.marks([sector]))
            html.append(_definition(report, name, title))
        with column():
            html.append(
                f'<h2 class="part">{safe(_("At the end of each quarter"))}</h2>{_quarters(report, name, title)}'
            )
    _table(report, name, title)


def _quarters(report: SectorsReport, name: str, title: str) -> str:
    """Everything that is counted of the sector, a row a quarter: counts on one scale, then shares, then jobs."""
    course = [(one.day, one.of(name)) for one in report.course]
    shared = multiples.scales([sector for _day, sector in course])
    counts = "".join(
        _group(sentence_case(_(label)))
        + "".join(
            multiples.count(
                _month(day),
                getattr(sector, key),
                f"{title}, {_(label)}",
                shared.counts,
                figure=f"sector.{name}.{key}",
                day=day,
            )
            for day, sector in course
        )
        for key, label in terms.SECTOR_COUNTS.items()
    )
    shares = "".join(
        multiples.share_row(_month(day), sector, f"{title}, {_month(day)}", report.goal) for day, sector in course
    )
    jobs = "".join(
        multiples.jobs_row(_month(day), sector, f"{title}, {_month(day)}", shared.jobs) for day, sector in course
    )
    return (
        f'<div class="multiples alone quarters"><div class="multiple">'
        f"{counts}{multiples.axis(shared.counts, multiples.number)}"
        f"{_group(_('Satisfied'))}{shares}{multiples.axis(panel.SHARES, multiples.percent)}"
        f"{_group(_('Full-time equivalents'))}{jobs}{multiples.axis(shared.jobs, multiples.number)}</div></div>"
    )


def _group(name: str) -> str:
    return f"<h3>{safe(name)}</h3>"


def _table(report: SectorsReport, name: str, title: str) -> None:
    lines = [Line(safe(_day(one)), multiples.row(one.of(name), one.day)) for one in report.course]
    html.append(f'<h2 class="part">{safe(_("Quarter by quarter"))}</h2>')
    sheet.table(title, _("By the end of"), multiples.columns(), lines, stacks=True)


def _month(day: dt.date) -> str:
    return words.spoken(language.month_year, day)


def _day(quarter: Quarter) -> str:
    return words.spoken(language.date, quarter.day)


def _definition(report: SectorsReport, name: str, title: str) -> str:
    """Who belongs to the sector: the rule, and the agreement file's list of codes (R13)."""
    rule = message(
        "A party belongs here when its focus sector in the CRM is “{sector}”, else when its industry code begins with "
        "one of these (DB07; the longest that fits decides):",
        sector=title,
    )
    codes = "".join(f"<li>{safe(sector_findings.code(code))}</li>" for code in report.codes[name])
    return (
        f'<section class="aside codes"><h2>{safe(_("Who belongs to the sector"))}</h2><p>{safe(rule)}</p>'
        f"<ul>{codes}</ul></section>"
    )
