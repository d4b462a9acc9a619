"""What chance does not explain, in R20's words: of a count against the expected or the year before, of a share."""

from __future__ import annotations

from collections.abc import Mapping

from data_pipeline.language import N_

# `inside` says nothing. A title may name the outer two.
FAR = ("very_low", "very_high")
CHANCE: Mapping[str, str] = {
    "very_low": N_("far under the expected"),
    "low": N_("under the expected"),
    "high": N_("over the expected"),
    "very_high": N_("far over the expected"),
}
CHANGE: Mapping[str, str] = {
    "very_low": N_("far under the year before"),
    "low": N_("under the year before"),
    "high": N_("over the year before"),
    "very_high": N_("far over the year before"),
}
GOAL: Mapping[str, str] = {
    "very_low": N_("far under the goal"),
    "low": N_("under the goal"),
    "high": N_("over the goal"),
    "very_high": N_("far over the goal"),
}
UNLIKE: Mapping[str, str] = {
    "period": N_("another length"),
    "segments.entrepreneur_years": N_("entrepreneurs for another number of years"),
    "satisfaction.goal_percent": N_("another goal for satisfaction"),
    "jobs.measure": N_("jobs measured in another way"),
}
READ_TOGETHER = (
    N_(
        "Read from one load: what was registered late is in for the years gone by, and not yet for this one; of "
        "what happened before the oldest data nothing is known. A share of a target tells of the target too."
    ),
    N_(
        "Against chance: counts by Poisson, satisfied by the binomial distribution, on an even pace. Of twenty "
        "figures one is under or over by chance alone, of five hundred one is far so; jobs and fees are not tested."
    ),
)
