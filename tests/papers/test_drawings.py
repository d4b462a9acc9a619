"""Pictures on the lowest stage a projector gives: letters at least 3 % of its height, nothing beyond the sides."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from data_pipeline.papers import drawings, ink, strokes
from data_pipeline.views.chart import Bar, Bullet, Bullets, Multiples, Panel
from data_pipeline.views.meeting_charts import Chart, Movement, Standing, ThenNow

WIDTH, HEIGHT = 1312, 460  # px: between long titles and feet on 4:3
LONG = "Animation, computerspil, nye medier og oplevelsesteknologi"
PARTY = "Væksthus Midtjylland, Center for Virksomhedsudvikling og Specialisering, vejledt specialiseret"
TEXT = re.compile(r'<text x="([\d.-]+)" y="([\d.-]+)"(?: font-size="([\d.]+)")?([^>]*)>([^<]+)')


def bullet(label: str) -> Bullet:
    return Bullet(label, "2 af 5", 2, 5, 2.5, 1, None, 4, "on_track", "På niveau")


CHARTS = [
    Bullets(tuple(bullet(f"A-forløb, iværksættere {number}") for number in range(7))),
    Multiples((LONG,) * 5, tuple(Panel(title, (Bar(Decimal(11), "11, før 7"),) * 5) for title in "abc")),
    Multiples(("Etablerede virksomheder",) * 3, (Panel(PARTY, (Bar(None, "−2", back=Decimal(-2)),) * 3),) * 2),
    ThenNow(
        tuple(
            Movement("fee_total", "Honorar", "budget 160.000", then, now, dispute="≠ Bestridt")
            for then, now in [(Standing("1", 0.3, "Behind", "behind"), Standing("2", 0.9, "Not reached", "missed"))] * 5
        ),
        "30. jun",
        "31. dec",
        "target",
    ),
]


@pytest.mark.parametrize("chart", CHARTS, ids=["targets", "sectors", "parties", "year"])
def test_long_names_stay_legible_and_within_a_low_picture(chart: Chart):
    drawn = drawings.svg(chart, "da", WIDTH, HEIGHT, alt="")
    found = TEXT.findall(drawn)
    assert found
    for x, y, size, more, told in found:
        letters = float(size or ink.LABEL)
        assert letters >= strokes.SMALL * 0.9, told
        assert letters / 2 <= float(y) <= HEIGHT, told
        if "text-anchor" not in more:
            assert float(x) + len(told) * letters * 0.5 <= WIDTH + 1, told
