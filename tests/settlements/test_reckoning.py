"""How a settled fee is known again, and what becomes of it: single cases, drawn by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from data_pipeline.ledger.settlement_values import SettledFor, SettlementRecord
from data_pipeline.settlements.reckoning import ExistingRows, Owed, claims_of, reckon

FEBRUARY, JULY = dt.date(2014, 2, 3), dt.date(2014, 7, 1)
REGISTERED, SCREENED, COMPANY = (
    "fee.registration.entrepreneur",
    "fee.screening.entrepreneur",
    "fee.screening.company",
)
EVERYTHING = ExistingRows(frozenset({"K1", "K2", "K3"}), frozenset({"S1"}))

Kept = tuple[SettlementRecord, tuple[SettledFor, ...]]


def owed(*clients: str, fee: str = REGISTERED, row: str = "", kroner: str | None = "300", cap: str = "500") -> Owed:
    """A fee of February; kroner before the cap, None while it awaits a timesheet."""
    uncapped = Decimal(kroner or 0)
    return Owed(
        fee, FEBRUARY, clients[0], clients, row, Decimal(cap), uncapped, min(uncapped, Decimal(cap)), not kroner
    )


def settled(*fees: Owed) -> Kept:
    """Settlement 1, of these fees."""
    found = reckon(1, dt.date(2014, 1, 1), claims=(), now=fees, before=(), existing=EVERYTHING)
    moment = dt.datetime(2014, 7, 14, tzinfo=dt.UTC)
    kept = SettlementRecord(
        "a", 1, dt.date(2014, 1, 1), dt.date(2014, 6, 30), 1, None, moment, "", "", "", "", found.lines
    )
    return kept, found.settled_for


def forgotten(kept: Kept, client: str) -> Kept:
    gone = (replace(one, client_id=None, row_id=None) if one.client_id == client else one for one in kept[1])
    return kept[0], tuple(gone)


def then(
    kept: Kept, *now: Owed, before: Iterable[Owed] | None = None, existing: ExistingRows = EVERYTHING
) -> list[tuple[str, str, int, int]]:
    """Reason, fee, count and kroner of settlement 2's lines; by default nothing happened in its own days."""
    claims = claims_of([kept[0]], kept[1])
    earlier = now if before is None else tuple(before)
    found = reckon(2, JULY, claims=claims, now=now, before=earlier, existing=existing)
    return [(line.kind, line.fee, line.count, int(line.amount_dkk)) for line in found.lines]


def test_a_person_who_gets_a_company_is_the_same_party():
    """K1 had a CPR number; now K2 stands beside it, with the same and a CVR number."""
    assert then(settled(owed("K1")), owed("K2", "K1")) == []


def test_two_parties_that_turn_out_to_be_one_are_paid_for_once():
    kept = settled(owed("K1"), owed("K2"))
    assert then(kept, owed("K1", "K2")) == [("lapsed", REGISTERED, -1, -300)]


def test_one_party_that_turns_out_to_be_two_is_paid_for_twice():
    assert then(settled(owed("K1", "K2")), owed("K1"), owed("K2")) == [("late", REGISTERED, 1, 300)]


def test_a_screening_that_moves_to_the_other_group_is_taken_out_and_put_in():
    kept = settled(owed("K1", fee=SCREENED, row="S1", kroner="3000", cap="2500"))
    moved = owed("K1", fee=COMPANY, row="S1", kroner="3000", cap="2000")
    assert then(kept, moved) == [("moved", SCREENED, -1, -2500), ("moved", COMPANY, 1, 2000)]


def test_rows_that_are_gone_and_rows_that_give_no_fee_are_told_apart():
    kept = settled(owed("K1", fee=SCREENED, row="S1"))
    assert then(kept) == [("lapsed", SCREENED, -1, -300)]
    gone = ExistingRows(frozenset(), frozenset())
    assert then(kept, existing=gone) == [("withdrawn", SCREENED, -1, -300)]


def test_hours_of_the_new_stretch_are_no_correction():
    kept = settled(owed("K1", kroner="300"))
    lines = then(kept, owed("K1", kroner="450"), before=[owed("K1", kroner="200")])
    assert lines == [("corrected", REGISTERED, 0, -100), ("further", REGISTERED, 0, 250)]


def test_hours_of_a_guidance_that_was_not_known_are_late_and_no_correction():
    """What changes call reported late is called so where it is paid; less hours are corrected, whoever came late."""
    kept = settled(owed("K1", kroner="300"))
    claims = claims_of([kept[0]], kept[1])
    for kroner, why in (("450", "late"), ("200", "corrected")):
        now = [owed("K1", kroner=kroner)]
        found = reckon(2, JULY, claims=claims, now=now, before=now, existing=EVERYTHING, late={"K1"})
        assert [line.kind for line in found.lines] == [why]


def test_hours_above_the_cap_are_a_line_of_nothing():
    """So that hours × rate and what is cut add up as well."""
    kept = settled(owed("K1", kroner="600"))
    assert then(kept, owed("K1", kroner="700"), before=[owed("K1", kroner="600")]) == [("further", REGISTERED, 0, 0)]


def test_a_timesheet_that_comes_is_a_line_and_one_that_goes_too():
    awaiting, known = owed("K1", kroner=None), owed("K1")
    assert then(settled(awaiting), known) == [("timesheet", REGISTERED, 0, 300)]
    assert then(settled(awaiting), awaiting) == []
    assert then(settled(known), awaiting) == [("corrected", REGISTERED, 0, -300)]


def test_a_forgotten_clients_fee_stays_as_it_was_settled():
    for fee in (owed("K1"), owed("K1", fee=SCREENED, row="S1")):
        assert then(forgotten(settled(fee), "K1"), existing=ExistingRows(frozenset(), frozenset())) == []


def test_what_an_erasure_leaves_of_a_party_is_not_paid_for_again():
    """K1 tied K2 to K3; without it they are two parties, one of which looks new."""
    kept = forgotten(settled(owed("K1", "K2", "K3")), "K1")
    assert then(kept, owed("K2", kroner="100"), owed("K3", kroner="100")) == []


def test_a_party_that_an_erasure_joins_to_another_takes_nothing_back():
    """K1 gave K2 its CVR number; without it K2 falls to K3's, and two settled fees stand on one party."""
    kept = forgotten(settled(owed("K1", "K2"), owed("K3")), "K1")
    assert then(kept, owed("K2", "K3", kroner="400")) == []


def test_hours_of_the_new_stretch_are_added_to_a_party_with_an_erased_client():
    """300 stay; what is left of the party has 100 by now, of which 80 are of the new stretch."""
    kept = forgotten(settled(owed("K1", "K2")), "K1")
    lines = then(kept, owed("K2", kroner="100"), before=[owed("K2", kroner="20")])
    assert lines == [("further", REGISTERED, 0, 80)]


def test_a_screening_keeps_its_group_when_a_client_of_its_party_is_erased():
    kept = forgotten(settled(owed("K2", "K1", fee=SCREENED, row="S1")), "K1")
    assert then(kept, owed("K2", fee=COMPANY, row="S1", kroner="200")) == [("corrected", SCREENED, 0, -100)]
