"""The sentences about settled fees, as pure functions of a settlement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from data_pipeline.language import N_, Message, message, short_date, translate
from data_pipeline.settlements import Line, Period, Settlement, Sums, Why
from data_pipeline.settlements.accounts import Account
from data_pipeline.views import amounts, terms
from data_pipeline.views.table import Cell, Column, Formula, Kind, RowKind, Shown, Table, Translator, at, columns

Row = tuple[Cell, ...]


def title(one: Settlement) -> Message:
    """Its number and its days."""
    return message("Settlement {number}: {first} – {last}", number=one.number, first=one.first_day, last=one.last_day)


def due(one: Settlement) -> Message:
    """Who is to pay whom how much."""
    owed, payer, payee = one.total.amount_dkk, one.terms.payer, one.terms.payee
    if owed > 0:
        return message("{payer} pays {payee} {amount}.", payer=payer, payee=payee, amount=amounts.money(owed))
    if owed < 0:
        return message("{payee} pays back {amount} to {payer}.", payer=payer, payee=payee, amount=amounts.money(-owed))
    return message("Nothing is to be paid.")


def stamp(one: Settlement) -> Message:
    """When it was settled, by whom, of which data."""
    if one.settled_at is None:
        return message("Not settled yet: as it would be from load {snapshot}.", snapshot=str(one.snapshot))
    if one.meeting is None:
        return message(
            "Settled {at} by {author}, load {snapshot}.",
            at=one.settled_at,
            author=one.author,
            snapshot=str(one.snapshot),
        )
    return message(
        "Settled {at} by {author}, as shown at the meeting {meeting}, load {snapshot}.",
        at=one.settled_at,
        author=one.author,
        meeting=one.meeting,
        snapshot=str(one.snapshot),
    )


def waiting(account: Account) -> Message | None:
    """What was corrected in settled fees, for the next settlement to hold; None when nothing was."""
    if not account.settled or account.waiting.is_nothing:
        return None
    amount = account.waiting.amount_dkk
    last = account.settled[-1].number
    if amount > 0:
        return message(
            "Since settlement {number}, what is owed for settled days has risen by {amount}; "
            "the next settlement adds it.",
            number=last,
            amount=amounts.money(amount),
        )
    if amount < 0:
        return message(
            "Since settlement {number}, what is owed for settled days has fallen by {amount}; "
            "the next settlement takes it off.",
            number=last,
            amount=amounts.money(-amount),
        )
    return message(
        "Since settlement {number}, settled days were corrected without changing what is to be paid.",
        number=last,
    )


def place(line: Line) -> Message:
    """Where the fee of a line was settled first."""
    return message(
        "settlement {settlement}, line {line}", settlement=str(line.first_settlement), line=str(line.first_line)
    )


def awaiting(one: Settlement) -> Message:
    """How many fees have no amount yet."""
    return message(
        "{count} fee awaits a timesheet; it is settled when hours and rate are there.",
        "{count} fees await a timesheet; they are settled when hours and rate are there.",
        count=one.awaiting_count,
    )


def periods(account: Account, language: str) -> Table:
    """What is settled or would be, a row a stretch, and how the operators stand with each other."""
    _ = Translator(language)
    rows: list[Row] = []
    for period in account.periods:
        settled = period.settlement
        days = f"{short_date(period.first_day, language)} – {short_date(period.last_day, language)}"
        rows.append(
            (
                Shown(message("Settlement {number}", number=settled.number).say(language), days),
                _period_status(period, language),
                settled.own.amount_dkk,
                settled.corrections.amount_dkk,
                settled.total.amount_dkk,
                _pending(settled.awaiting_count),
            )
        )
    if len(rows) > 1:
        own = _total(period.settlement.own.amount_dkk for period in account.periods)
        corrected = _total(period.settlement.corrections.amount_dkk for period in account.periods)
        awaiting = _pending(account.periods[-1].settlement.awaiting_count)
        rows.append((_("In all"), None, own, corrected, own + corrected, awaiting))
    last = account.settled[-1:]
    notes = [
        f"{message('Settlement {number}', number=one.number).say(language)}: {due(one).say(language)}" for one in last
    ]
    changed = waiting(account)
    notes += [changed.say(language)] if changed else []
    return Table(
        _("Settlement"),
        columns(
            *(Kind.TEXT, _("Period"), _("Status")),
            *(Kind.MONEY, _("Of these days"), _("Corrections"), _("To be paid")),
            *(Kind.COUNT, _("Pending")),
        ),
        tuple(rows),
        (*notes, _("What is settled is locked: later corrections stand in the settlement after it.")),
        {len(account.periods): RowKind.SUM},
        _("amounts in kroner"),
    )


def _period_status(period: Period, language: str) -> Shown:
    settled = period.settlement
    if settled.settled_at is None:
        until = message("so far, to {day}", day=short_date(settled.last_day, language))
        reach = message("the whole period is in the data") if period.is_over else until
        return Shown(translate("Not settled", language), reach.say(language), status="pending")
    basis = [message("load {number}", number=str(settled.snapshot))]
    basis += [message("meeting {name}", name=settled.meeting)] if settled.meeting else []
    day = message("Settled {day}", day=short_date(settled.settled_at.date(), language))
    return Shown(day.say(language), " · ".join(part.say(language) for part in basis), status="on_track")


def _pending(count: int) -> Shown:
    return Shown(count, status="pending" if count else "")


def tables(one: Settlement, language: str) -> list[Table]:
    """The paper's tables in the language `language`: the first is for everybody, the others for who may see ids."""
    found = [summary(one, language)]
    if one.lines:
        found.append(lines(one, language))
    if one.corrected:
        found.append(corrections(one, language))
    if one.awaiting:
        found.append(awaiting_table(one, language))
    return [*found, account(one, language)]


def summary(one: Settlement, language: str) -> Table:
    """A row a fee, and what is to be paid in all."""
    _ = Translator(language)
    clauses = {fee.id: fee.clause for fee in one.terms.fees}
    head = columns(
        Kind.TEXT,
        _("Fee"),
        _("Clause"),
        Kind.COUNT,
        _("Count"),
        Kind.MONEY,
        _("Hours × rate"),
        _("Cut by the caps"),
        _("Of these days"),
        _("Corrections"),
        _("To be paid"),
    )
    rows: list[Row] = [
        (
            one.label(fee.fee, language),
            clauses.get(fee.fee),
            fee.own.count,
            fee.own.uncapped_dkk,
            fee.own.cut_dkk,
            _less(row, (3, 4), fee.own.amount_dkk),
            fee.corrections.amount_dkk,
            Formula(f"{at(5, row)}+{at(6, row)}", fee.total.amount_dkk),
        )
        for row, fee in enumerate(one.by_fee)
    ]
    own, every = one.own, range(len(rows))
    totals: tuple[int | Decimal, ...] = (
        own.count,
        own.uncapped_dkk,
        own.cut_dkk,
        own.amount_dkk,
        one.corrections.amount_dkk,
    )
    rows.append(
        (
            _("In all"),
            None,
            *(_sum(place, every, total) for place, total in enumerate((*totals, one.total.amount_dkk), 2)),
        )
    )
    notes = [due(one).say(language), stamp(one).say(language)]
    if one.message:
        notes.append(one.message)
    if one.checksum:
        notes.append(message("Checksum {checksum}", checksum=one.checksum).say(language))
    notes.append(_("Corrections belong to days that were settled before, and are told line by line."))
    return Table(title(one).say(language), head, tuple(rows), tuple(notes))


def lines(one: Settlement, language: str) -> Table:
    """A line a fee of the stretch's own days, with a sum for each fee of B2."""
    _ = Translator(language)
    head = (
        *columns(Kind.TEXT, _("Line"), Kind.DATE, _("Day"), Kind.TEXT, _("Fee"), _("Client")),
        *(Column(_(title), is_small=True) for title in (N_("Screening"), N_("Reason"))),
        *columns(Kind.MONEY, _("Hours × rate"), _("Cap"), _(terms.PAYABLE), _("Cut by the caps")),
    )
    rows: list[Row] = []
    sums: list[int] = []
    for fee in one.by_fee:
        own = [line for line in one.lines if line.fee == fee.fee and not line.why.is_correction]
        shown = [line for line in own if line.why is Why.FEE or line.amount_dkk]
        above = [line for line in own if line not in shown]
        start = len(rows)
        for line in shown:
            rows.append(_own_row(len(rows), line, one, language))
        if above:
            told = message(
                "More hours on {count} fee that has reached its cap",
                "More hours on {count} fees that have reached their caps",
                count=len(above),
            )
            more = _total(line.uncapped_dkk for line in above)
            cut = _less(len(rows), (6, 8), more)
            rows.append((None, None, told.say(language), None, None, None, more, None, _total(()), cut))
        if len(rows) > start:
            sums.append(len(rows))
            rows.append(_sum_row(one.label(fee.fee, language), fee.own, range(start, len(rows))))
    rows.append(_sum_row(_("In all"), one.own, sums))
    return Table(
        _("Lines of the settlement"), head, tuple(rows), kinds=dict.fromkeys([*sums, len(rows) - 1], RowKind.SUM)
    )


def corrections(one: Settlement, language: str) -> Table:
    """A credit or debit line for everything that has come to another amount since it was settled, or came late."""
    _ = Translator(language)
    head = (
        *columns(Kind.TEXT, _("Line"), _("Settled in"), Kind.DATE, _("Day"), Kind.TEXT, _("Fee"), _("Client")),
        *(Column(_(title), is_small=True) for title in (N_("Screening"), N_("Reason"))),
        *columns(Kind.MONEY, _("Before"), _("After"), _("Difference")),
    )
    rows: list[Row] = [
        (
            str(line.number),
            None if line.first_settlement == one.number else place(line).say(language),
            line.fee_date,
            one.label(line.fee, language),
            *_ids(line, language),
            _(line.why.label),
            line.before_dkk,
            line.after_dkk,
            _less(row, (8, 7), line.amount_dkk),
        )
        for row, line in enumerate(one.corrected)
    ]
    whole = _sum(9, range(len(rows)), one.corrections.amount_dkk)
    rows.append((_("In all"), None, None, None, None, None, None, None, None, whole))
    notes = (_("A difference below zero is a credit to the payer, one above zero a debit."),)
    return Table(_("Corrections of days settled before"), head, tuple(rows), notes, {len(rows) - 1: RowKind.SUM})


def awaiting_table(one: Settlement, language: str) -> Table:
    """Every fee that has no amount yet."""
    _ = Translator(language)
    head = columns(Kind.TEXT, _("Settled in"), Kind.DATE, _("Day"), Kind.TEXT, _("Fee"), _("Client"), _("Screening"))
    rows = tuple(
        (place(line).say(language), line.fee_date, one.label(line.fee, language), *_ids(line, language))
        for line in one.awaiting
    )
    return Table(_("Awaiting a timesheet"), head, rows, (awaiting(one).say(language),))


def account(one: Settlement, language: str) -> Table:
    """This settlement after the earlier ones."""
    _ = Translator(language)
    head = columns(Kind.TEXT, _("Settlement"), Kind.DATE, _("To"), Kind.MONEY, _("Amount"))
    rows: list[Row] = [(str(before.number), before.last_day, before.amount_dkk) for before in one.earlier]
    rows.append((str(one.number), one.last_day, one.total.amount_dkk))
    whole = _total([*(before.amount_dkk for before in one.earlier), one.total.amount_dkk])
    rows.append((_("In all"), None, _sum(2, range(len(rows)), whole)))
    return Table(_("Settled so far"), head, tuple(rows))


def _own_row(row: int, line: Line, one: Settlement, language: str) -> Row:
    _ = Translator(language)
    is_whole = line.why is Why.FEE and not line.is_pending
    least = Formula(f"MIN({at(6, row)},{at(7, row)})", line.amount_dkk)
    return (
        str(line.number),
        line.fee_date,
        one.label(line.fee, language),
        *_ids(line, language),
        _("Awaiting a timesheet") if line.is_pending else _(line.why.label),
        line.uncapped_dkk,
        line.cap_dkk if line.why is Why.FEE else None,
        least if is_whole else line.amount_dkk,
        _less(row, (6, 8), line.cut_dkk),
    )


def _ids(line: Line, language: str) -> tuple[Cell, Cell]:
    _ = Translator(language)
    return line.client_id or _("erased"), line.row_id or None


def _sum_row(label: str, sums: Sums, rows: Sequence[int]) -> Row:
    uncapped, amount, cut = (
        _sum(place, rows, total) for place, total in ((6, sums.uncapped_dkk), (8, sums.amount_dkk), (9, sums.cut_dkk))
    )
    return None, None, label, None, None, None, uncapped, None, amount, cut


def _less(row: int, places: tuple[int, int], value: Decimal) -> Formula:
    """The one cell of the row less the other."""
    return Formula(f"{at(places[0], row)}-{at(places[1], row)}", value)


def _sum(place: int, rows: Sequence[int], value: int | Decimal) -> Formula:
    """The sum of a column's cells in these rows, which follow one another or are each a sum."""
    if isinstance(rows, range) and rows:
        return Formula(f"SUM({at(place, rows[0])}:{at(place, rows[-1])})", value)
    return Formula("+".join(at(place, row) for row in rows) or "0", value)


def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal("0.00"))
