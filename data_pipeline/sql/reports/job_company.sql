-- One row per party with a CVR number and guidance in the window: what it adds to the jobs, or why not (R9).
--
-- promises:
--   unique cvr
--   known client_id
--   always (change is null) = (reason is not null)
--
-- columns:
--   client_id              the CRM's Kunde-IDs of the party
--   cvr                    its CVR number
--   baseline_date          day of the baseline, null when there is none
--   baseline_source        where the baseline comes from, as written, '' when blank, null where it is the 0 of a start
--   baseline               full-time equivalents then
--   current_date_measured  day of the current figure, null when there is none
--   current_source         where it comes from, '' when blank, null when there is none
--   current_figure         full-time equivalents then
--   change                 current - baseline, null when not measured
--   reason                 only_bands, no_baseline or no_later_figure, null when measured

with sources as (
    select
        company_figure.party_key,
        company_figure.measured_date,
        coalesce(fct_employment.data_source, '') as data_source
    from company_figure
    inner join fct_employment
        on
            company_figure.party_key = fct_employment.party_key
            and company_figure.measured_date = fct_employment.measured_date
            and company_figure.data_source_key = fct_employment.data_source_key
    where company_figure.full_time_rank = 1
)

select
    array_to_string(party_client_ids.client_ids, ', ') as client_id,
    party_in_scope.party_cvr as cvr,
    job_party.baseline_date,
    baseline_sources.data_source as baseline_source,
    job_party.baseline,
    job_party.current_date_measured,
    current_sources.data_source as current_source,
    job_party.current_figure,
    job_party.change,
    case
        when job_party.change is not null then null
        when job_party.change_low is not null then 'only_bands'
        when job_party.baseline_date is null then 'no_baseline'
        else 'no_later_figure'
    end as reason
from job_party
inner join party_in_scope
    on job_party.party_key = party_in_scope.party_key
inner join party_client_ids
    on job_party.party_key = party_client_ids.party_key
left join sources as baseline_sources
    on
        job_party.party_key = baseline_sources.party_key
        and job_party.baseline_date = baseline_sources.measured_date
        and job_party.baseline_date <= job_party.first_date
left join sources as current_sources
    on
        job_party.party_key = current_sources.party_key
        and job_party.current_date_measured = current_sources.measured_date
order by abs(job_party.change) desc nulls last, reason asc, client_id asc
