"""Why a figure is what it is: its rule, clause and SQL, the rows that count, and those left out with the reason.

Counted and left out are all rows of the kind in the snapshot: what was received and stands, waits or was refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from data_pipeline import figures
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message
from data_pipeline.storage import models

if TYPE_CHECKING:
    from data_pipeline.agreements import Agreement
    from data_pipeline.storage.warehouse import Warehouse

OTHER_SLICE = "other_slice"
REASONS: Mapping[str, str] = {
    "counted": N_("Counted"),
    "waiting": N_("Waits for its client"),
    "refused": N_("Refused when it was read"),
    "other_municipality": N_("Client of another municipality"),
    "outside_window": N_("Outside the period, or after the date asked for"),
    "other_level": N_("Another level"),
    "other_segment": N_("The other segment"),
    "other_sector": N_("Another sector"),
    OTHER_SLICE: N_("A party outside the slice"),
    "other_tool": N_("Screened with another tool"),
    "other_direction": N_("The change goes the other way"),
    "not_specialised": N_("Not referred to specialised service"),
    "otherwise_agreed": N_("Another deadline was agreed"),
    "no_answer": N_("No answer, or don't know"),
    "never_guided": N_("The party was never guided"),
    "superseded": N_("The party has a later answer"),
    "no_ambition": N_("A company without growth ambition"),
    "unknown_company": N_("No client has this CVR number"),
    "no_exact_figure": N_("No exact number of full-time equivalents"),
    "not_guided": N_("Not guided in the period"),
    "after_as_of": N_("After the date asked for"),
    "less_trusted": N_("A more trusted source has the same day"),
    "not_measured": N_("The company has no baseline or no current figure"),
    "neither_first_nor_last": N_("Between the baseline and the current figure, or before the baseline"),
    "met_locally_first": N_("The party had met the local operator, or an expert earlier"),
    "not_the_first": N_("Not the party's first"),
    "step_not_taken": N_("The party has not come so far"),
    "incomplete": N_("Something is missing in the file"),
    "not_in_figure": N_("The party adds nothing to this figure"),
}


@dataclass(frozen=True)
class Trace:
    """A figure's rows. `counted` and `left_out` hold dicts (`row_id`, `client_id`, `reason`, and details);
    `sql` holds every model it was made by, in order, `parameters` what was asked.
    """

    figure: figures.Figure
    clause: str
    row_kind: str
    sql: Mapping[str, str]
    parameters: Mapping[str, Any]
    counted: tuple[Mapping[str, Any], ...]
    left_out: tuple[Mapping[str, Any], ...]

    @property
    def shows_ids(self) -> bool:
        """Whether it lists rows of the CRM."""
        return bool(self.counted or self.left_out)

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were left out for each reason, the most first."""
        counts: dict[str, int] = {}
        for row in self.left_out:
            counts[row["reason"]] = counts.get(row["reason"], 0) + 1
        return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def trace(
    store: Warehouse, agreement: Agreement, as_of: dt.date, name: str, slice_: figures.Slice = figures.WHOLE
) -> Trace:
    """Return the rows behind figure `name`, a catalogue id or `sector.<id>.<measure>`, of the whole or of a slice.

    Raises `Correctable` with the nearest known name for a figure there is not.
    """
    figure, model, kind, choices = plan(agreement, name)
    with figures.asking(store, agreement, as_of, **choices) as question:
        rows = sorted(question.rows(model), key=lambda row: (str(row.get("event_date", "")), row["row_id"]))
        refused = [row for row in question.rows("refused_row") if row["kind"] == kind]
    rows += [{**row, "client_id": None, "reason": "refused"} for row in refused]
    if slice_ != figures.WHOLE:
        own = _clients(store, agreement, as_of, slice_)
        outside = [row for row in rows if row["reason"] == "counted" and row["client_id"] not in own]
        for row in outside:
            row["reason"] = OTHER_SLICE
        choices = {**choices, slice_.kind: slice_.id}
    return Trace(
        figure=figure,
        clause=clause_of(agreement, figure),
        row_kind=kind,
        sql={step.name: step.sql for step in models.in_order([model]) if step.layer not in models.BUILT_LAYERS},
        parameters={"agreement": agreement.id, "as_of": as_of, **choices},
        counted=tuple(row for row in rows if row["reason"] == "counted"),
        left_out=tuple(row for row in rows if row["reason"] != "counted"),
    )


def _clients(store: Warehouse, agreement: Agreement, as_of: dt.date, slice_: figures.Slice) -> set[str]:
    """The clients of a slice's parties, and each party's clients as one text: what a traced row may name.

    Parties are settled before a slice is taken (R19), so a slice counts of a figure's rows just those of its parties.
    """
    with figures.asking(store, agreement, as_of, slice_) as question:
        own = {row["party_key"] for row in question.rows("party_in_scope")}
        clients = question.table("dim_client").select(["party_key", "client_id"]).to_pylist()
    by_party: dict[int, list[str]] = {}
    for client in clients:
        if client["party_key"] in own:
            by_party.setdefault(client["party_key"], []).append(client["client_id"])
    return {name for names in by_party.values() for name in (*names, ", ".join(sorted(names)))}


def clause_of(agreement: Agreement, figure: figures.Figure) -> str:
    """Return the sections of the agreement that fix a figure."""
    fixed = {target.id: target.clause for target in agreement.targets}
    fixed |= {fee.id: fee.clause for fee in agreement.fees}
    fixed[figures.FEE_TOTAL] = ", ".join(dict.fromkeys(fee.clause for fee in agreement.fees))
    fixed |= {
        "satisfaction": agreement.satisfaction.clause,
        "jobs": agreement.jobs.clause,
        "first_contact": agreement.deadlines.first_contact.clause,
        "registration": agreement.deadlines.registration.clause,
        "sectors": ", ".join(dict.fromkeys(sector.clause for sector in agreement.sectors)),
    }
    # The road and the completeness of files follow from the division of work, which every agreement shares.
    return fixed.get(figure.clause, "§5")


class Plan(NamedTuple):
    """The catalogue entry, the tracing model, the kind of row, and the model's choices."""

    figure: figures.Figure
    model: str
    row_kind: str
    choices: Mapping[str, Any]


def plan(agreement: Agreement, name: str) -> Plan:
    """Return how a figure is traced. Raises `Correctable` with the nearest known name for a figure there is not."""
    if name == figures.FEE_TOTAL:
        fee = figures.nearest_figure(name)
        raise Correctable(message("The sum of the fees has no rows of its own. Trace one fee: {nearest}.", nearest=fee))
    figure = figures.FigureId.find(name, [sector.id for sector in agreement.sectors])
    entry, member, segment = figure.entry, figure.member, {"segment": figure.segment}
    if figure.family == "sector" or entry.id in ("jobs.measured", "jobs.not_measured"):
        return Plan(entry, "trace_sector", "client", {"sector": figure.sector or "all", "measure": member})
    if figure.family == "fee":
        return Plan(entry, f"trace_{member}_fee", "guidance" if member == "registration" else "screening", segment)
    if figure.family in ("guided", "programme"):
        kind = "guidance" if figure.family == "guided" else "programme"
        return Plan(entry, f"trace_{figure.family}", kind, {"measure": figure.measure, **segment})
    if figure.family == "satisfaction":
        return Plan(entry, "trace_answer", "answer", {"scope": member or "all"})
    if figure.family == "jobs":
        return Plan(entry, "trace_employment", "employment", {"measure": member})
    if figure.family == "deadline":
        return Plan(entry, f"trace_{member}", "screening" if member == "first_contact" else "guidance", {})
    if figure.family == "road":
        step_number = figures.ROAD_STEPS.index(member) + 1
        return Plan(entry, "trace_road", "client", {"step_number": step_number, **segment})
    if figure.family == "response_rate":
        return Plan(entry, "trace_invitation", "answer", {})
    return Plan(entry, "trace_client_file", "client", {})
