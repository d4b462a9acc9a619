-- One row per register figure in the snapshot: whether it is a baseline or a current figure, and if not, why (R9).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id                 CVR number, day and source
--   client_id              the CRM's Kunde-IDs of the party, null when it has none
--   event_date             day the figure holds for
--   full_time_equivalents  full-time equivalents, null when unknown or a band
--   used_as                baseline or current, null where it is neither
--   change                 the party's change in full-time equivalents, on its current figure
--   reason                 counted, or why it is left out

with companies_elsewhere as (
    select distinct dim_party.party_cvr
    from dim_party
    where dim_party.party_cvr is not null
),

-- A figure is used when it is the one that counts that day and its day is the baseline's or the current one's.
used_figures as (
    select
        company_figure.party_key,
        company_figure.measured_date,
        company_figure.data_source_key,
        company_figure.full_time_rank,
        job_party.change,
        case
            when company_figure.full_time_rank > 1 then null
            when
                job_party.baseline_date = company_figure.measured_date
                and company_figure.measured_date <= job_party.first_date
                then 'baseline'
            when job_party.current_date_measured = company_figure.measured_date then 'current'
        end as used_as
    from company_figure
    left join job_party
        on company_figure.party_key = job_party.party_key
)

select
    stg_employment.cvr || ' ' || stg_employment.measured_date || ' ' || stg_employment.data_source_key as row_id,
    array_to_string(party_client_ids.client_ids, ', ') as client_id,
    stg_employment.measured_date as event_date,
    stg_employment.full_time_equivalents,
    used_figures.used_as,
    case when used_figures.used_as = 'current' then job_party.change end as change,
    case
        when companies_elsewhere.party_cvr is null then 'unknown_company'
        when party_in_scope.party_key is null then 'other_municipality'
        when stg_employment.full_time_equivalents is null then 'no_exact_figure'
        when job_party.party_key is null then 'not_guided'
        when stg_employment.measured_date > $as_of then 'after_as_of'
        when used_figures.full_time_rank > 1 then 'less_trusted'
        when job_party.change is null then 'not_measured'
        when used_figures.used_as is null then 'neither_first_nor_last'
        when $measure = 'created' and job_party.change <= 0 then 'other_direction'
        when $measure = 'lost' and job_party.change >= 0 then 'other_direction'
        else 'counted'
    end as reason
from stg_employment
left join companies_elsewhere
    on stg_employment.cvr = companies_elsewhere.party_cvr
left join party_in_scope
    on stg_employment.cvr = party_in_scope.party_cvr
left join party_client_ids
    on party_in_scope.party_key = party_client_ids.party_key
left join used_figures
    on
        party_in_scope.party_key = used_figures.party_key
        and stg_employment.measured_date = used_figures.measured_date
        and stg_employment.data_source_key = used_figures.data_source_key
left join job_party
    on party_in_scope.party_key = job_party.party_key
