"""What a sector's parties count for (R13, R19), against the second calculation on random histories."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from data_pipeline import figures
from data_pipeline.reports import sector_comparison
from data_pipeline.storage import warehouse
from tests.figures.test_against_oracle import EXAMPLES, snapshot
from tests.oracle import money, parties, road, satisfaction, sectors
from tests.oracle.agreed import agreement_of
from tests.oracle.strategies import Case, cases


def test_every_measure_is_that_of_the_second_calculation(tmp_path: Path) -> None:
    """A sector's shares count its guided parties alone."""

    @settings(
        max_examples=max(EXAMPLES // 3, 1),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(cases(dates=1))
    def they_agree(case: Case) -> None:
        built = tmp_path / "landing" / "warehouse.duckdb"
        warehouse.build(snapshot(case.history, built.parent), built)
        opened = warehouse.Warehouse(built)
        try:
            agreement = agreement_of(case.terms)
            with figures.asking(opened, agreement, case.as_ofs[0]) as question:
                rows = question.rows("sector_party")
                broken = question.broken_promises("sector_party")
        finally:
            opened.close()
            shutil.rmtree(built.parent)
        assert not broken
        ours = parties.Case(case.history, case.terms, case.as_ofs[0])
        guided, heard = ours.guided_parties("local", "specialised"), satisfaction.voices(ours)
        steps = {
            "screened": road.screened(ours),
            "specialised": ours.guided_parties("specialised"),
            "programme": {ours.party_of[row.client_id] for row in ours.programme_in_window},
        }
        for row in sectors.sectors(ours):
            found = sector_comparison.numbers([one for one in rows if one["sector_id"] == row["id"]])
            own = {party for party in guided if sectors.sector(ours, party) == row["id"]}
            assert len(own) == row["guided"]
            for name, taken in steps.items():
                assert found[name] == (len(own & taken), len(own)), (row["id"], name)
            assert found["satisfied"] == (row["satisfied"], row["answered"])
            assert abs(Decimal(found["net"][0]) - Decimal(row["net"])) <= Decimal("0.005")
            assert found["net"][1] == row["measured"]
        _lines, total = money.fees(ours)
        assert sum((one["amount_dkk"] for one in rows), Decimal(0)) == Decimal(total["amount"])
        assert sum(one["pending_count"] for one in rows) == total["pending"]
        assert len(heard) == sum(one["is_satisfied"] is not None for one in rows)

    they_agree()
