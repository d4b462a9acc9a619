"""What a comparison with a meeting says: names of figures and causes, and the sentences above and beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from data_pipeline.agreements import Agreement
from data_pipeline.figures import CATALOGUE, FigureId
from data_pipeline.language import N_, Message, message
from data_pipeline.meetings.changes import Cause
from data_pipeline.meetings.changes_report import ChangesReport, Difference, Number, Unit
from data_pipeline.meetings.values import Head
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.storage.snapshot_mixture import Moved
from data_pipeline.views import amounts, terms
from data_pipeline.views.definitions import Definition
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator, marked, to_cell

# As the head of a column, and as what a cause's number is called in a sentence.
CAUSES: Mapping[Cause, str] = {
    Cause.DEFINITION: N_("New definition"),
    Cause.ERASED: N_("Erased"),
    Cause.UNCLEAR: N_("New definition or erased"),
    Cause.AGREEMENT: N_("Changed agreement"),
    Cause.WITHDRAWN: N_("Withdrawn"),
    Cause.CORRECTED: N_("Corrected"),
    Cause.LATE: N_("Reported late"),
    Cause.NEW: N_("New events"),
}
_COUNTED: Mapping[Cause, str] = {
    Cause.DEFINITION: N_("{number} by a new definition"),
    Cause.ERASED: N_("{number} by erasure"),
    Cause.UNCLEAR: N_("{number} by a new definition or erasure"),
    Cause.AGREEMENT: N_("{number} by a changed agreement"),
    Cause.WITHDRAWN: N_("{number} withdrawn"),
    Cause.CORRECTED: N_("{number} corrected"),
    Cause.LATE: N_("{number} reported late"),
    Cause.NEW: N_("{number} new"),
}
# What a cause means, for the explanation under a table.
MEANINGS: Mapping[Cause, str] = {
    Cause.DEFINITION: N_("The rules were changed: the same rows are counted in another way."),
    Cause.ERASED: N_("Clients were erased for good since; the meeting's own figures stand as they were."),
    Cause.UNCLEAR: N_("The rules were changed and clients erased; which of the two it was can't be told any more."),
    Cause.AGREEMENT: N_("The agreement's file says something else: a target, a cap, a date or a sector."),
    Cause.WITHDRAWN: N_("The CRM no longer has the rows."),
    Cause.CORRECTED: N_("The CRM says something else about the same rows."),
    Cause.LATE: N_("Dated by the meeting's date, but known only after it."),
    Cause.NEW: N_("Dated after the meeting's date."),
}

_PARTS: Mapping[str, str] = {
    "target": N_("Target"),
    "count": N_("Count"),
    "pending": terms.AWAITING,
    "amount": terms.PAYABLE,
    "uncapped": terms.UNCAPPED,
    "cut": terms.CUT,
    "budget": N_("Budget"),
    "satisfied": terms.SATISFIED,
    "answered": terms.ANSWERED,
    "invited": N_("Asked"),
    "kept": N_("On time"),
    "missed": N_("Late"),
    "goal": N_("Goal"),
    "net_low": N_("At least"),
    "net_high": N_("At most"),
    "clients": N_("Clients"),
    "complete": N_("Complete files"),
}
_WHOLE = ("fee_total", "amount")  # its name says what it is
_DEADLINE_PENDING = N_("Pending")

KINDS: Mapping[str, str] = {
    "client": N_("Clients"),
    "guidance": N_("Guidances"),
    "screening": N_("Screenings"),
    "referral": N_("Referrals"),
    "programme": N_("Growth programmes"),
    "answer": N_("Questionnaires"),
    "employment": N_("Employment figures"),
}
_ROWS: Mapping[str, str] = {cause.value: text for cause, text in _COUNTED.items()}

# Where causes have no numbers.
NAMED_ALONE = N_("Where few parties are behind it, the causes are named without numbers (§6).")


def label(figure: str, part: str, agreement: Agreement) -> Message:
    """What one value of the figures' JSON is called."""
    named, rest = FigureId.of_value(figure, part)
    if named.family == "sector":
        sectors = {sector.id: sector.name for sector in agreement.sectors}
        name = sectors[named.sector].say() if named.sector in sectors else message("No focus sector")
        return message("{figure}: {part}", figure=name, part=message(named.entry.label))
    if named.family == "road":
        segment = message(terms.SEGMENTS[named.segment])
        return message("{figure}: {part}", figure=message(named.entry.label), part=segment)
    if figure == "jobs" and rest:
        return _with_part(_named("jobs.net"), rest)
    return _part_label(named, rest)


def has_label(figure: str, part: str) -> bool:
    """Whether a value is one that people count: no expected number, interval or forecast."""
    named, rest = FigureId.of_value(figure, part)
    return rest in _PARTS or rest == "actual" or named.family in ("sector", "road", "jobs")


def headline_label(one: Difference) -> Message:
    """What a headline number is called where the figures stand among others."""
    return _part_label(*FigureId.of_value(one.figure, one.part))


def cell_label(one: Difference) -> Message:
    """What a headline is called in the strip of five."""
    if one.figure == "satisfaction":
        return message("Answers on satisfaction")
    if one.figure == "fee_total":
        return message("Fees, kroner")
    return headline_label(one)


def no_meeting() -> Message:
    """The title where nothing can be compared."""
    return message("No meeting is frozen by this date")


def meeting_title(head: Head) -> Message:
    """A meeting as one chooses it: its date, and its name where that says more."""
    if head.name == head.as_of.isoformat():
        return message("{as_of}", as_of=head.as_of)
    return message("{as_of}, {name}", as_of=head.as_of, name=head.name)


def since(report: ChangesReport) -> Message:
    """`Siden mødet 30. juni 2014`."""
    return message("Since the meeting {as_of}", as_of=report.since.as_of)


def against(report: ChangesReport) -> Message:
    """Which dates and which data are compared."""
    first, last = str(report.start.snapshot), str(report.end.snapshot)
    if report.start.as_of == report.end.as_of:
        if first == last:
            return message("Same date, same data: load {last}", last=last)
        return message("Same date, newer data: load {first} → {last}", first=first, last=last)
    dates = {"then": report.start.as_of, "now": report.end.as_of}
    if first == last:
        return message("{then} → {now}, same data: load {last}", last=last, **dates)
    return message("{then} → {now}, newer data: load {first} → {last}", first=first, last=last, **dates)


def title(report: ChangesReport) -> Message:
    """The finding: how many headline numbers are others, and what did most of it."""
    changed = [one for one in report.differences if one.is_changed]
    if not changed:
        return message("Nothing has changed since the meeting")
    causes = _causes_of(changed)
    if causes == [Cause.NEW]:
        return message("Since the meeting there are new events, and nothing else has changed")
    told = [message(_TITLES[cause]) for cause in causes if cause is not Cause.NEW]
    return message("Figures of the meeting changed: {causes}", causes=tuple(told))


_TITLES: Mapping[Cause, str] = {
    Cause.DEFINITION: N_("new definition"),
    Cause.ERASED: N_("erasure"),
    Cause.UNCLEAR: N_("new definition or erasure"),
    Cause.AGREEMENT: N_("changed agreement"),
    Cause.WITHDRAWN: N_("withdrawals"),
    Cause.CORRECTED: N_("corrections"),
    Cause.LATE: N_("late reports"),
    Cause.NEW: N_("new events"),
}


def causes_of(report: ChangesReport) -> list[Cause]:
    """The causes that moved any headline number, in their order."""
    return _causes_of(report.differences)


def _causes_of(differences: Iterable[Difference]) -> list[Cause]:
    found = {cause for one in differences for cause, _ in one.causes}
    return [cause for cause in Cause if cause in found]


def from_to(one: Difference) -> Message | str:
    """`93 → 95`, or that it is unchanged."""
    if one.before == one.after:
        return message("unchanged")
    return message("{before} → {after}", before=_bare(one.before, one.unit), after=_bare(one.after, one.unit))


def why(one: Difference) -> Message:
    """`2 reported late`, or several causes with their signs; that nothing differs."""
    if not one.causes:
        return message("no difference") if one.before == one.after else message("not comparable")
    if is_hidden(one):
        return message("{causes}", causes=tuple(message(_TITLES[cause]) for cause, _ in one.causes))
    known: list[tuple[Cause, Number]] = [(cause, by) for cause, by in one.causes if not isinstance(by, Hidden)]
    write: Callable[[Number, Unit], Message] = _unsigned if len(known) == 1 and one.unit == "count" else signed
    told = [message(_COUNTED[cause], number=write(by, one.unit)) for cause, by in known]
    return message("{causes}", causes=tuple(told)) if len(told) > 1 else told[0]


def share_moved(report: ChangesReport) -> Message | None:
    """Why the satisfied are another share than at the meeting: `84 % → 79 %`, and which answers came; None without."""
    (part, more), (whole, of) = (
        (one.before, one.after) for one in (report.of("satisfaction", name) for name in ("satisfied", "answered"))
    )
    if not (isinstance(part, int) and isinstance(more, int) and isinstance(whole, int) and isinstance(of, int)):
        return None
    if not whole or not of or (part, whole) == (more, of):
        return None
    return message(
        "{before} → {after} satisfied: {answers} answers, {satisfied} satisfied",
        before=amounts.ratio(part / whole),
        after=amounts.ratio(more / of),
        answers=signed(of - whole, "count"),
        satisfied=signed(more - part, "count"),
    )


def rows(moved: Sequence[Moved]) -> list[Message]:
    """What happened to the rows, a sentence for each kind: `Guidances: 14 reported late, 3 corrected`."""
    found: dict[str, list[Message]] = {}
    for one in moved:
        found.setdefault(one.kind, []).append(Message(_ROWS[one.what], {"number": one.rows}))
    return [message("{kind}: {told}", kind=message(KINDS[kind]), told=tuple(told)) for kind, told in found.items()]


def value(number: Number | None, unit: Unit) -> Message:
    """A number in its unit; a dash where there is none."""
    if number is None:
        return message("–")
    exact = Decimal(number)
    if unit == "money":
        return amounts.money(exact)
    return amounts.number(exact, 0 if unit == "count" else amounts.JOBS_DECIMALS)


def _bare(number: Number | None, unit: Unit) -> Message:
    """A number whose unit stands beside it."""
    if unit == "money" and number is not None:
        return amounts.number(Decimal(number), 2)
    return value(number, unit)


def _unsigned(number: Number, unit: Unit) -> Message:
    return value(number if number >= 0 else -number, unit)


def signed(number: Number, unit: Unit) -> Message:
    """A difference, with its sign."""
    return message("+{number}", number=value(number, unit)) if number > 0 else value(number, unit)


def _named(figure: str) -> Message:
    return message(CATALOGUE[figure].label)


def _part_label(figure: FigureId, part: str) -> Message:
    name = message(figure.entry.label)
    if part in ("", "actual") or (figure.family, part) == _WHOLE:
        return name
    if figure.family == "deadline" and part == "pending":
        return message("{figure}: {part}", figure=name, part=message(_DEADLINE_PENDING))
    return _with_part(name, part)


def _with_part(figure: Message, part: str) -> Message:
    return message("{figure}: {part}", figure=figure, part=message(_PARTS[part]))


_UNITS: Mapping[Unit, tuple[str, Kind]] = {
    "count": (N_("Changes, counts"), Kind.COUNT),
    "money": (N_("Changes, kroner"), Kind.MONEY),
    "jobs": (N_("Changes, jobs"), Kind.NUMBER),
}


def meetings(report: ChangesReport) -> dict[str, Message]:
    """The meetings to choose among, by name."""
    return {one.name: meeting_title(one) for one in report.meetings}


def labels(figures: Mapping[str, Difference]) -> dict[str, Message]:
    """What figures to choose among are called."""
    return {key: cell_label(one) for key, one in figures.items()}


def definitions(report: ChangesReport) -> list[Definition]:
    """What each cause means."""
    return [Definition(message(CAUSES[one]), message(MEANINGS[one]), (), "") for one in causes_of(report)]


def tables(report: ChangesReport | None, language: str) -> list[Table]:
    """A table for each unit, unchanged numbers among them, and what happened to the rows for those who may know.

    Nothing where there is no meeting to compare with.
    """
    if report is None:
        return []
    compared = f"{since(report).say(language)}: {against(report).say(language)}"
    _ = Translator(language)
    meant = tuple(f"{_(CAUSES[one])}: {_(MEANINGS[one])}" for one in causes_of(report))
    return [*_by_unit(report, report.differences, language, (compared, *meant)), *_moved(report, language)]


def changed(report: ChangesReport, language: str) -> list[Table]:
    """The same tables as a page shows them: the numbers that changed, and how many did not."""
    listed = [one for one in report.differences if one.is_changed]
    rest = len(report.differences) - len(listed)
    notes = [message("{count} headline number is unchanged.", "{count} headline numbers are unchanged.", count=rest)]
    notes += [message(NAMED_ALONE)] if any(map(is_hidden, listed)) else []
    found = [table for table in _by_unit(report, listed, language, ()) if table.rows]
    if found:
        found[-1] = replace(found[-1], notes=tuple(one.say(language) for one in notes))
    return [*found, *_moved(report, language)]


def is_hidden(one: Difference) -> bool:
    """Whether its causes are named without numbers (R18)."""
    return any(isinstance(by, Hidden) for _cause, by in one.causes)


def is_marked(report: ChangesReport, one: Difference) -> bool:
    """Whether others than the parties do not see the numbers of its causes (R18)."""
    return bool(report.marks.under("differences", report.differences.index(one), "causes"))


def _by_unit(
    report: ChangesReport, listed: Sequence[Difference], language: str, notes: tuple[str, ...]
) -> Iterable[Table]:
    _ = Translator(language)
    causes = causes_of(report)
    before = message("Meeting {title}", title=meeting_title(report.since)).say(language)
    after = message("{as_of}, load {number}", as_of=report.end.as_of, number=str(report.end.snapshot)).say(language)
    for unit, (title, kind) in _UNITS.items():
        head = (
            Column(_("Figure")),
            Column(before, kind),
            *(Column(_(CAUSES[cause]), kind, is_signed=True) for cause in causes),
            Column(after, kind),
        )
        rows = tuple(_row(report, one, causes, language) for one in listed if one.unit == unit)
        yield Table(_(title), head, rows, notes)


def _moved(report: ChangesReport, language: str) -> list[Table]:
    if not report.rows:
        return []
    _ = Translator(language)
    head = (Column(_("Rows of the CRM")), Column(_("Cause")), Column(_("Count"), Kind.COUNT))
    rows = tuple((_(KINDS[one.kind]), _(CAUSES[Cause(one.what)]), one.rows) for one in report.rows)
    return [Table(_("What happened to the rows"), head, rows)]


def _row(report: ChangesReport, one: Difference, causes: Sequence[Cause], language: str) -> tuple[Cell, ...]:
    path = ("differences", report.differences.index(one), "causes")
    known = {
        cause: marked(to_cell(by, language), report, *path, number, 1) for number, (cause, by) in enumerate(one.causes)
    }
    return headline_label(one).say(language), one.before, *(known.get(cause) for cause in causes), one.after
