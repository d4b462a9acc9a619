"""The sentences about settled fees, as pure functions of a settlement."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.settlements.accounts import Account
from data_pipeline.settlements.values import Line, Settlement
from data_pipeline.views import amounts


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
            "Settled {at} UTC by {author}, load {snapshot}.",
            at=one.settled_at,
            author=one.author,
            snapshot=str(one.snapshot),
        )
    return message(
        "Settled {at} UTC by {author}, as shown at the meeting {meeting}, load {snapshot}.",
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
