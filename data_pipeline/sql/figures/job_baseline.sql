-- One row per party with a CVR number and guidance in the window: what its jobs are held against, at any date (R9).
--
-- promises:
--   unique party_key
--   known first_date
--   always band_low <= band_high
--
-- columns:
--   party_key      the party
--   first_date     its first guidance in the window
--   baseline_date  day of the baseline, null when there is none
--   baseline       full-time equivalents then
--   band_date      day of the baseline where bands are read too, null when there is none
--   band_low       the least it can be then
--   band_high      the most it can be then

with first_guidances as (
    select
        fct_guidance.party_key,
        min(fct_guidance.guidance_date) as first_date
    from fct_guidance
    where
        fct_guidance.municipality_code = $agreement.municipality_code
        and fct_guidance.guidance_date between $agreement.first_date and $agreement.last_date
    group by fct_guidance.party_key
),

companies as (
    select
        first_guidances.party_key,
        first_guidances.first_date,
        case
            when party_in_scope.start_date >= $agreement.first_date then party_in_scope.start_date
        end as start_in_period
    from first_guidances
    inner join party_in_scope
        on first_guidances.party_key = party_in_scope.party_key
    where party_in_scope.party_cvr is not null
),

-- Two readings of the same rows: exact figures alone, and bands where nothing exact is known that day.
earlier_figures as (
    select
        companies.party_key,
        max(company_figure.measured_date) filter (where company_figure.full_time_equivalents is not null) as exact_date,
        max_by(company_figure.full_time_equivalents, company_figure.measured_date) filter (
            where company_figure.full_time_equivalents is not null
        ) as exact_figure,
        max(company_figure.measured_date) as band_date,
        max_by(company_figure.full_time_low, company_figure.measured_date) as band_low,
        max_by(company_figure.full_time_high, company_figure.measured_date) as band_high
    from companies
    inner join company_figure
        on companies.party_key = company_figure.party_key and company_figure.measured_date <= companies.first_date
    where company_figure.full_time_rank = 1
    group by companies.party_key
)

-- A company that starts in the period comes from nothing.
select
    companies.party_key,
    companies.first_date,
    coalesce(earlier_figures.exact_date, companies.start_in_period) as baseline_date,
    coalesce(earlier_figures.exact_figure, case when companies.start_in_period is not null then 0 end) as baseline,
    coalesce(earlier_figures.band_date, companies.start_in_period) as band_date,
    coalesce(earlier_figures.band_low, case when companies.start_in_period is not null then 0 end) as band_low,
    coalesce(earlier_figures.band_high, case when companies.start_in_period is not null then 0 end) as band_high
from companies
left join earlier_figures
    on companies.party_key = earlier_figures.party_key
