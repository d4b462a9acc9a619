"""“Om dette udtræk”: which figures the papers of a meeting hold, and what each means, with clause and rule."""

from __future__ import annotations

from collections.abc import Iterator

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import date, date_time
from data_pipeline.meetings import Audience
from data_pipeline.slides import words
from data_pipeline.slides.occasion import Occasion
from data_pipeline.views.table import Cell, Kind, Table, Translator, columns


def facts(occasion: Occasion, language: str) -> tuple[tuple[str, str], ...]:
    """The meeting's stamp in full, as (name, value)."""
    _ = Translator(language)
    head, agreed = occasion.meeting.head, occasion.meeting.agreement
    stamp = occasion.meeting.reports["fees"].stamp
    kept = (
        (_("Meeting"), head.name),
        (_("Frozen at"), date_time(head.frozen_at, language)),
        (_("Frozen by"), head.author),
        (_("Why"), head.message),
    )
    found = (
        (_("Agreement"), f"{agreed.document.say(language)} ({agreed.id})"),
        (_("Period"), occasion.period(language)),
        (_("Parties"), ", ".join(one.name for one in agreed.parties if one.is_signatory)),
        (_("Status as of"), date(head.as_of, language)),
        *(
            kept
            if occasion.is_kept
            else ((_("Meeting"), _("Not frozen: the figures as they were when this was made")),)
        ),
        (_("Snapshot"), str(head.snapshot)),
        (_("Loaded"), date_time(stamp.loaded_at, language)),
        (_("Newest day in the data"), date(stamp.newest_day, language)),
        (_("Checksum"), head.checksum),
        (_("Definitions"), occasion.meeting.definitions),
        *audience(occasion.meeting.audience, language),
    )
    return tuple((name, value) for name, value in found if value)


def audience(whom: Audience, language: str) -> tuple[tuple[str, str], ...]:
    """Whom a file is for, and what that means for small numbers, as (name, value)."""
    _ = Translator(language)
    small = _("Counts of 1–4 and what could give them away are hidden in breakdowns (§6).")
    if whom.is_parties:
        small = _("Marked numbers are for the parties only; others do not see them (§6).")
    return (_("For whom"), words.audience(whom).say(language)), (_("Small numbers"), small)


def about(occasion: Occasion, language: str) -> Table:
    """The stamp, then every definition."""
    _ = Translator(language)
    rows: list[tuple[Cell, ...]] = [(name, told, None, None) for name, told in facts(occasion, language)]
    meanings = definitions(occasion, language)
    return Table(_("About this extract"), meanings.columns, (*rows, *meanings.rows))


def definitions(occasion: Occasion, language: str) -> Table:
    """What every figure means, with its clause and the rule book's number."""
    _ = Translator(language)
    known = [(CATALOGUE[name], clause) for name, clause in dict.fromkeys(_figures(occasion))]
    rows: list[tuple[Cell, ...]] = [(_(one.label), _(one.meaning), clause, one.rule) for one, clause in known]
    jobs = occasion.meeting.reports["jobs"]
    rows.append((_("Jobs"), jobs.definition.say(language).strip(), jobs.jobs.clause, "R9"))
    head = columns(Kind.TEXT, _("Name"), _("Meaning"), _("Clause"), _("Rule"))
    return Table(_("Definitions"), head, tuple(rows))


def _figures(occasion: Occasion) -> Iterator[tuple[str, str]]:
    """The figures of the papers with their clauses, in the order of the pages."""
    reports = occasion.meeting.reports
    yield from ((one.id, one.clause) for one in reports["targets"].targets)
    yield from ((line.fee.id, line.fee.clause) for line in reports["fees"].lines)
    yield reports["fees"].total.id, reports["fees"].total.clause
    yield "satisfaction", reports["satisfaction"].whole.clause
    yield from ((f"jobs.{name}", reports["jobs"].jobs.clause) for name in ("created", "lost", "net"))
    yield from ((f"deadline.{one.id}", one.clause) for one in reports["deadlines"].deadlines)
