-- One row per company, day and source of a figure: its newest version, unless a later complete export lacks it.
--
-- promises:
--   unique cvr, measured_date, data_source_key
--   known cvr
--   known measured_date
--   known data_source_key
--   always full_time_low <= full_time_high
--
-- columns:
--   cvr                     CVR number, eight digits
--   measured_date           day the figure holds for
--   full_time_equivalents   full-time equivalents, null when unknown or a band
--   revenue_dkk             kroner a year
--   export_dkk              kroner a year
--   data_source             where the figure comes from, as written
--   changed_at              when the CRM changed the row, null when not said
--   data_source_key         data_source as it is matched, '' when blank
--   full_time_low           lower end of the band (the exact figure where it is known)
--   full_time_high          upper end of the band (the exact figure where it is known)
--   register_industry_code  industry that day as the register has it, six digits
--   register_start_date     first day of the company as the register has it
--   register_end_date       last day of the company as the register has it, null while it goes on
--   load                    the load that brought this version
--   source                  position of the file in its load, from 0
--   line                    line in the file on which the row starts

with rows_with_key as (
    select landing_employment.* replace (coalesce(landing_employment.data_source_key, '') as data_source_key)
    from landing_employment
),

versions as (
    select
        rows_with_key.*,
        row_number() over (
            partition by rows_with_key.cvr, rows_with_key.measured_date, rows_with_key.data_source_key
            order by rows_with_key.load desc, rows_with_key.changed_at desc nulls last, rows_with_key.row_ordinal desc
        ) as version_rank
    from rows_with_key
),

newest_versions as (
    select *
    from versions
    where version_rank = 1
),

-- A row that was sent and refused was not missing: the older version stands.
withdrawn as (
    select distinct
        newest_versions.cvr,
        newest_versions.measured_date,
        newest_versions.data_source_key
    from newest_versions
    inner join landing_complete
        on landing_complete.kind = 'employment' and newest_versions.load < landing_complete.load
    left join landing_refused
        on
            landing_refused.kind = 'employment'
            and landing_complete.load = landing_refused.load
            and newest_versions.cvr = landing_refused.row_id
    where landing_refused.row_id is null
)

select
    newest_versions.cvr,
    newest_versions.measured_date,
    newest_versions.full_time_equivalents,
    newest_versions.revenue_dkk,
    newest_versions.export_dkk,
    newest_versions.data_source,
    newest_versions.changed_at,
    newest_versions.data_source_key,
    newest_versions.full_time_low,
    newest_versions.full_time_high,
    newest_versions.register_industry_code,
    newest_versions.register_start_date,
    newest_versions.register_end_date,
    newest_versions.load,
    newest_versions.source,
    newest_versions.line
from newest_versions
anti join withdrawn
    using (cvr, measured_date, data_source_key)
