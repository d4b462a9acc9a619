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
--   change                 current - baseline, null when not measured
--   change_low             the least the change can be where a figure is a band, exact where it is exact
--   change_high            the most it can be

with companies as (
    select
        guided_party.party_key,
        guided_party.first_date,
        case when guided_party.start_date >= $agreement.first_date then guided_party.start_date end as start_in_period
    from guided_party
    where guided_party.first_date is not null and guided_party.party_cvr is not null
),

-- Two readings of the same rows: exact figures alone, and bands where nothing exact is known that day.
readings as (
    select
        'exact' as reading,
        company_figure.*
    from company_figure
    where company_figure.full_time_rank = 1 and company_figure.full_time_equivalents is not null
    union all
    select
        'band' as reading,
        company_figure.*
    from company_figure
    where company_figure.full_time_rank = 1
),

earlier_figures as (
    select
        companies.party_key,
        readings.reading,
        max(readings.measured_date) as baseline_date,
        max_by(readings.full_time_low, readings.measured_date) as baseline_low,
        max_by(readings.full_time_high, readings.measured_date) as baseline_high
    from companies
    inner join readings
        on companies.party_key = readings.party_key and readings.measured_date <= companies.first_date
    group by companies.party_key, readings.reading
),

baselines as (
    select
        companies.party_key,
        kinds_of_reading.reading,
        coalesce(earlier_figures.baseline_date, companies.start_in_period) as baseline_date,
        case
            when earlier_figures.baseline_date is not null then earlier_figures.baseline_low
            when companies.start_in_period is not null then 0
        end as baseline_low,
        case
            when earlier_figures.baseline_date is not null then earlier_figures.baseline_high
            when companies.start_in_period is not null then 0
        end as baseline_high
    from companies
    cross join (values ('exact'), ('band')) as kinds_of_reading (reading)
    left join earlier_figures
        on companies.party_key = earlier_figures.party_key and kinds_of_reading.reading = earlier_figures.reading
),

changes as (
    select
        baselines.party_key,
        baselines.reading,
        max(readings.measured_date) as current_date_measured,
        max_by(readings.full_time_low, readings.measured_date) as current_low,
        max_by(readings.full_time_high, readings.measured_date) as current_high
    from baselines
    inner join readings
        on
            baselines.party_key = readings.party_key
            and baselines.reading = readings.reading
            and readings.measured_date > baselines.baseline_date
            and readings.measured_date <= $as_of
    group by baselines.party_key, baselines.reading
)

select
    companies.party_key,
    companies.first_date,
    exact_baselines.baseline_date,
    exact_baselines.baseline_low as baseline,
    exact_changes.current_date_measured,
    exact_changes.current_low as current_figure,
    exact_changes.current_low - exact_baselines.baseline_low as change,
    coalesce(
        exact_changes.current_low - exact_baselines.baseline_low,
        band_changes.current_low - band_baselines.baseline_high
    ) as change_low,
    coalesce(
        exact_changes.current_low - exact_baselines.baseline_low,
        band_changes.current_high - band_baselines.baseline_low
    ) as change_high
from companies
left join baselines as exact_baselines
    on companies.party_key = exact_baselines.party_key and exact_baselines.reading = 'exact'
left join changes as exact_changes
    on companies.party_key = exact_changes.party_key and exact_changes.reading = 'exact'
left join baselines as band_baselines
    on companies.party_key = band_baselines.party_key and band_baselines.reading = 'band'
left join changes as band_changes
    on companies.party_key = band_changes.party_key and band_changes.reading = 'band'
