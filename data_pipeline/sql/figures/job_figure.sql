-- One row per company, reading and day of a figure after its baseline, with the days on which it is the latest (R9).
--
-- promises:
--   unique party_key, reading, measured_date
--   always reading in ('exact', 'band')
--   always until_date > measured_date
--   always full_time_low <= full_time_high
--
-- columns:
--   party_key       the party
--   reading         exact: exact figures alone; band: bands too, where nothing exact is known that day
--   measured_date   the first day on which it is the latest: the one it holds for
--   until_date      the day of the next figure, null when there is none
--   full_time_low   lower end of the band (the exact figure where it is known)
--   full_time_high  upper end of the band (the exact figure where it is known)

with later_figures as (
    select
        job_baseline.party_key,
        'exact' as reading,
        company_figure.measured_date,
        company_figure.full_time_low,
        company_figure.full_time_high
    from job_baseline
    inner join company_figure
        on
            job_baseline.party_key = company_figure.party_key
            and company_figure.measured_date > job_baseline.baseline_date
    where company_figure.full_time_rank = 1 and company_figure.full_time_equivalents is not null
    union all
    select
        job_baseline.party_key,
        'band' as reading,
        company_figure.measured_date,
        company_figure.full_time_low,
        company_figure.full_time_high
    from job_baseline
    inner join company_figure
        on
            job_baseline.party_key = company_figure.party_key
            and company_figure.measured_date > job_baseline.band_date
    where company_figure.full_time_rank = 1
)

select
    later_figures.party_key,
    later_figures.reading,
    later_figures.measured_date,
    lead(later_figures.measured_date) over (
        partition by later_figures.party_key, later_figures.reading
        order by later_figures.measured_date
    ) as until_date,
    later_figures.full_time_low,
    later_figures.full_time_high
from later_figures
