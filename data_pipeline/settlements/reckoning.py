"""Work out a settlement's lines from what was settled before and what is owed now; pure functions of values.

A fee is known again by its screening's id, or by any client of the party that was registered: a party may get a CVR
number, and new clients, between two settlements. Every line is a difference, so that all settlements together are what
is owed (R7), to the øre. Where a client was erased nothing is taken back and nothing paid twice: what is left of its
party no longer tells what was owed, so those fees stay as they were settled, but for hours of the new stretch.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from data_pipeline.figures import FigureId
from data_pipeline.ledger.settlement_values import SettledFor, SettlementLine, SettlementRecord
from data_pipeline.settlements.values import ZERO, Why

# Where a fee was settled first: settlement and line.
Place = tuple[int, int]
_REGISTRATION = "registration"  # fee.registration.<segment>


@dataclass(frozen=True)
class Owed:
    """A fee that is owed by a day: a row of `fee_basis`. `row_id` is '' for a registration."""

    fee: str
    fee_date: dt.date
    client_id: str
    client_ids: tuple[str, ...]
    row_id: str
    cap_dkk: Decimal
    uncapped_dkk: Decimal
    amount_dkk: Decimal
    is_pending: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Owed:
        """The fee a row of `fee_basis` says."""
        return cls(
            fee=row["fee_id"],
            fee_date=row["fee_date"],
            client_id=row["client_id"],
            client_ids=tuple(row["client_ids"]),
            row_id=row["screening_id"],
            cap_dkk=row["cap_dkk"],
            uncapped_dkk=row["uncapped_dkk"],
            amount_dkk=row["amount_dkk"],
            is_pending=row["is_pending"],
        )


@dataclass(frozen=True)
class Claim:
    """A fee as it is settled so far: its first place, its sums over all its lines, and whom it is about.

    `line` is its last line. `is_erased`: its own client was forgotten; `is_lost`: that client or another one of the
    party was, so that party and group can't be told any more. `place_count`: clients named at its first line.
    """

    first: Place
    line: SettlementLine
    count: int
    uncapped_dkk: Decimal
    amount_dkk: Decimal
    client_ids: tuple[str, ...]
    row_id: str | None
    is_erased: bool
    is_lost: bool
    place_count: int

    @property
    def is_registration(self) -> bool:
        """Whether a party was registered; else it was screened."""
        return FigureId.parse(self.line.fee).member == _REGISTRATION


@dataclass(frozen=True)
class ExistingRows:
    """Ids that are in the snapshot, to tell a withdrawn row from one that gives no fee: of clients with a guidance, and
    of screenings.
    """

    guided: frozenset[str]
    screenings: frozenset[str]


@dataclass(frozen=True)
class Reckoned:
    """The lines of a settlement, and whom they are about; also clients that have come to parties settled before."""

    lines: tuple[SettlementLine, ...]
    settled_for: tuple[SettledFor, ...]


def claims_of(records: Iterable[SettlementRecord], settled_for: Iterable[SettledFor]) -> tuple[Claim, ...]:
    """Return every fee that was ever settled, in the order of its first line."""
    about: dict[Place, list[SettledFor]] = {}
    for client in settled_for:
        about.setdefault((client.settlement, client.line), []).append(client)
    lines: dict[Place, list[tuple[int, SettlementLine]]] = {}
    for settlement in records:
        for line in settlement.lines:
            first = (line.first_settlement, line.first_line)
            lines.setdefault(first, []).append((settlement.number, line))
    return tuple(_claim(first, own, about) for first, own in lines.items())


def reckon(
    number: int,
    first_day: dt.date,
    *,
    claims: Sequence[Claim],
    now: Sequence[Owed],
    before: Sequence[Owed],
    existing: ExistingRows,
    late: Collection[str] = (),
) -> Reckoned:
    """Work out settlement `number`, of the stretch from `first_day`: what is owed `now` less what is settled.

    `before`: what the same snapshot says was owed at the end of the stretch before: what differs from it comes from
    days of this stretch, the rest is a correction. `late`: clients with a guidance of settled days that was not known
    when they were settled: what raises their fees came late, and nobody corrected it. New fees come first, then changes
    in the order of the fees; what the paper does not list comes last, so that none of its numbers is left out.
    """
    touched = clients_of_erased_parties(claims, now)
    claims = [replace(claim, is_lost=True) if touched.intersection(claim.client_ids) else claim for claim in claims]
    matched, then = _matched(claims, now), _matched(claims, before)
    taken = {id(owed) for owed in matched.values()}
    new = [fee for fee in now if id(fee) not in taken and (fee.row_id or touched.isdisjoint(fee.client_ids))]
    found: list[tuple[SettlementLine, tuple[tuple[str, str], ...]]] = []
    for why in (Why.FEE, Why.LATE):
        for owed in new:
            if (owed.fee_date < first_day) == (why is Why.LATE):
                place = (number, len(found) + 1)
                line = _line(place, why, _nothing(owed), _State.of(owed), owed.fee_date)
                found.append((line, _clients(owed)))
    for claim in claims:
        today = matched.get(claim.first)
        about = _clients(today) if today else _clients_of(claim)
        fee_date = today.fee_date if today else claim.line.fee_date
        for why, earlier, later in _steps(claim, today, then.get(claim.first), existing, late):
            if earlier != later:
                found.append((_line(claim.first, why, earlier, later, fee_date), about))
    found.sort(key=lambda one: _is_unlisted(one[0]))
    lines = tuple(replace(line, number=place) for place, (line, _) in enumerate(found, 1))
    about_lines = tuple(
        SettledFor(number, place, position, *pair)
        for place, (_, pairs) in enumerate(found, 1)
        for position, pair in enumerate(pairs)
    )
    return Reckoned(lines, (*about_lines, *_newcomers(claims, matched)))


def _is_unlisted(line: SettlementLine) -> bool:
    """Whether the paper tells of the line in a sum alone: further hours on a fee that has reached its cap."""
    return line.kind == Why.FURTHER and not line.amount_dkk


def _newcomers(claims: Sequence[Claim], matched: Mapping[Place, Owed]) -> Iterator[SettledFor]:
    """Clients that belong to a settled fee's party by now, named at its first line: erasing one must be seen too."""
    for claim in claims:
        owed = matched.get(claim.first)
        others = [client for client in owed.client_ids if client not in claim.client_ids] if owed else []
        for position, client in enumerate(others, claim.place_count):
            yield SettledFor(*claim.first, position, client, "")


@dataclass(frozen=True)
class _State:
    """A fee at a moment. The cap alone changes nothing that is owed."""

    fee: str
    count: int
    cap_dkk: Decimal = field(compare=False)
    uncapped_dkk: Decimal
    amount_dkk: Decimal
    is_pending: bool

    @classmethod
    def of(cls, owed: Owed) -> _State:
        return cls(owed.fee, 1, owed.cap_dkk, owed.uncapped_dkk, owed.amount_dkk, owed.is_pending)

    @classmethod
    def settled(cls, claim: Claim) -> _State:
        line = claim.line
        return cls(line.fee, claim.count, line.cap_dkk, claim.uncapped_dkk, claim.amount_dkk, line.is_pending)


def _steps(
    claim: Claim, today: Owed | None, then: Owed | None, existing: ExistingRows, late: Collection[str]
) -> Iterator[tuple[Why, _State, _State]]:
    """Yield how a settled fee became what it is now, step by step: why, from what, to what."""
    state = _State.settled(claim)
    if claim.count and claim.is_lost and (claim.is_erased or claim.is_registration):
        if today is not None:
            yield Why.FURTHER, state, _grown(state, today, then)
    elif today is None:
        if not (claim.is_lost and _exists(claim, existing)):
            yield (Why.LAPSED if _exists(claim, existing) else Why.WITHDRAWN), state, _none(state)
    elif not claim.count:
        if not claim.is_lost:
            yield Why.CORRECTED, replace(state, fee=today.fee), _State.of(today)
    else:
        later = _State.of(today)
        earlier = _State.of(then) if then else later
        if claim.is_lost:
            earlier, later = _in_group(earlier, state), _in_group(later, state)
        has_come = then is not None and state.is_pending and not earlier.is_pending
        is_late = (
            claim.is_registration
            and earlier.uncapped_dkk > state.uncapped_dkk
            and bool(set(today.client_ids) & set(late))
        )
        why = Why.LATE if is_late else Why.TIMESHEET if has_come else Why.CORRECTED
        yield from _change(why, state, earlier)
        yield from _change(Why.FURTHER, earlier, later)


def _change(why: Why, state: _State, after: _State) -> Iterator[tuple[Why, _State, _State]]:
    """From one state to the next; where the fee is another one, out of the one and into the other."""
    if after.fee == state.fee:
        yield why, state, after
    else:
        yield Why.MOVED, state, _none(state)
        yield Why.MOVED, replace(_none(state), fee=after.fee), after


def _none(state: _State) -> _State:
    return replace(state, count=0, uncapped_dkk=ZERO, amount_dkk=ZERO, is_pending=False)


def _in_group(state: _State, settled: _State) -> _State:
    """Return the state in the group it was settled in: what is left of the party does not decide its group."""
    amount = min(settled.cap_dkk, state.uncapped_dkk)
    return replace(state, fee=settled.fee, cap_dkk=settled.cap_dkk, amount_dkk=amount)


def _grown(state: _State, today: Owed, then: Owed | None) -> _State:
    """A fee with an erased client: what was settled stays, and hours of this stretch are added, up to its cap."""
    more = max(today.uncapped_dkk - (then.uncapped_dkk if then else ZERO), ZERO)
    uncapped = state.uncapped_dkk + more
    return replace(
        state,
        uncapped_dkk=uncapped,
        amount_dkk=state.amount_dkk if not more else min(state.cap_dkk, uncapped),
        is_pending=state.is_pending and not more,
    )


def _exists(claim: Claim, existing: ExistingRows) -> bool:
    if claim.row_id:
        return claim.row_id in existing.screenings
    return not existing.guided.isdisjoint(claim.client_ids)


def _nothing(owed: Owed) -> _State:
    return _State(owed.fee, 0, owed.cap_dkk, ZERO, ZERO, False)


def _line(first: Place, why: Why, before: _State, after: _State, fee_date: dt.date) -> SettlementLine:
    uncapped, amount = after.uncapped_dkk - before.uncapped_dkk, after.amount_dkk - before.amount_dkk
    return SettlementLine(
        number=0,
        kind=why.value,
        fee=after.fee,
        fee_date=fee_date,
        count=after.count - before.count,
        cap_dkk=after.cap_dkk,
        uncapped_dkk=uncapped,
        cut_dkk=uncapped - amount,
        amount_dkk=amount,
        before_dkk=before.amount_dkk,
        is_pending=after.is_pending,
        first_settlement=first[0],
        first_line=first[1],
    )


def _clients(owed: Owed) -> tuple[tuple[str, str], ...]:
    """Return whom a line is about: the client shown on the paper, then the rest of its party."""
    others = (client for client in owed.client_ids if client != owed.client_id)
    return ((owed.client_id, owed.row_id), *((client, "") for client in others))


def _clients_of(claim: Claim) -> tuple[tuple[str, str], ...]:
    return tuple((client, "" if number else claim.row_id or "") for number, client in enumerate(claim.client_ids))


def _claim(first: Place, own: Sequence[tuple[int, SettlementLine]], about: Mapping[Place, list[SettledFor]]) -> Claim:
    people = [client for settlement, line in own for client in about.get((settlement, line.number), [])]
    known = [client for client in people if client.client_id is not None]
    return Claim(
        first=first,
        line=own[-1][1],
        count=sum(line.count for _, line in own),
        uncapped_dkk=sum((line.uncapped_dkk for _, line in own), ZERO),
        amount_dkk=sum((line.amount_dkk for _, line in own), ZERO),
        client_ids=tuple(dict.fromkeys(client.client_id for client in known if client.client_id is not None)),
        row_id=next((client.row_id for client in known if client.row_id), None),
        is_erased=any(client.client_id is None for client in people if not client.position),
        is_lost=len(known) < len(people),
        place_count=len(about.get(first, ())),
    )


def clients_of_erased_parties(claims: Sequence[Claim], owed: Sequence[Owed]) -> frozenset[str]:
    """Return the clients of parties with an erased client, as the parties were and as they are."""
    found = {client for claim in claims if claim.is_lost for client in claim.client_ids}
    for fee in owed:
        if not found.isdisjoint(fee.client_ids):
            found.update(fee.client_ids)
    return frozenset(found)


def _matched(claims: Sequence[Claim], owed: Sequence[Owed]) -> dict[Place, Owed]:
    """The fee that is owed for each claim, each at most once.

    Of several claims on one party the one that still counts goes first, then the one about most of its clients, the one
    about its first client, the one settled first.
    """
    by_row = {claim.row_id: claim for claim in claims if claim.row_id and not claim.is_registration}
    by_client: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.is_registration:
            for client in claim.client_ids:
                by_client.setdefault(client, []).append(claim)
    found: dict[Place, Owed] = {}
    for fee in owed:
        if fee.row_id:
            if fee.row_id in by_row:
                found[by_row[fee.row_id].first] = fee
            continue
        shared: dict[Place, int] = {}
        candidates: dict[Place, Claim] = {}
        for client in fee.client_ids:
            for claim in by_client.get(client, []):
                if claim.first not in found:
                    candidates[claim.first] = claim
                    shared[claim.first] = shared.get(claim.first, 0) + 1
        if candidates:
            best = min(
                candidates.values(),
                key=lambda claim: (
                    claim.count <= 0,
                    -shared[claim.first],
                    fee.client_id not in claim.client_ids[:1],
                    claim.first,
                ),
            )
            found[best.first] = fee
    return found
