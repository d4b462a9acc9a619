-- One row per party with a CVR number and guidance in the window: its change in full-time equivalents (R9).
--
-- promises:
--   unique party_key
--   always current_date_measured > baseline_date
--   always change_low <= change_high
--   always change is null or (change_low = change and change_high = change)
--
-- columns:
--   party_key              the party
--   first_date             its first guidance in the window
--   baseline_date          day of the baseline, null when there is none
--   baseline               full-time equivalents then
--   current_date_measured  day of the current figure, null when there is none
--   current_figure         full-time equivalents then
--   change                 current - baseline in full-time equivalents, null when not measured
--   change_low             the least the change can be where a figure is a band, exact where it is exact
--   change_high            the most it can be

with latest_figures as (
    select
        job_figure.party_key,
        job_figure.reading,
        job_figure.measured_date,
        job_figure.full_time_low,
        job_figure.full_time_high
    from job_figure
    where job_figure.measured_date <= $as_of and coalesce(job_figure.until_date > $as_of, true)
)

select
    job_baseline.party_key,
    job_baseline.first_date,
    job_baseline.baseline_date,
    job_baseline.baseline,
    exact_figures.measured_date as current_date_measured,
    exact_figures.full_time_low as current_figure,
    exact_figures.full_time_low - job_baseline.baseline as change,
    coalesce(
        exact_figures.full_time_low - job_baseline.baseline,
        band_figures.full_time_low - job_baseline.band_high
    ) as change_low,
    coalesce(
        exact_figures.full_time_low - job_baseline.baseline,
        band_figures.full_time_high - job_baseline.band_low
    ) as change_high
from job_baseline
left join latest_figures as exact_figures
    on job_baseline.party_key = exact_figures.party_key and exact_figures.reading = 'exact'
left join latest_figures as band_figures
    on job_baseline.party_key = band_figures.party_key and band_figures.reading = 'band'
where job_baseline.first_date <= $as_of
