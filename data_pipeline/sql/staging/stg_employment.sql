-- One row per company, day and source of a figure: its newest version, unless a later complete export lacks it.
--
-- keyed by cvr
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
--   load                    the load by which it counts
--   source                  position of the file in its load, from 0
--   line                    line in the file on which the row starts
--   landed_load             the load that stored this version
--   row_ordinal             its place among all rows of its kind in that load, from 0

select
    landing_employment.cvr,
    landing_employment.measured_date,
    landing_employment.full_time_equivalents,
    landing_employment.revenue_dkk,
    landing_employment.export_dkk,
    landing_employment.data_source,
    landing_employment.changed_at,
    coalesce(landing_employment.data_source_key, '') as data_source_key,
    landing_employment.full_time_low,
    landing_employment.full_time_high,
    landing_employment.register_industry_code,
    landing_employment.register_start_date,
    landing_employment.register_end_date,
    landing_newest.load,
    landing_newest.source,
    landing_newest.line,
    landing_employment.landed_load,
    landing_employment.row_ordinal
from landing_employment
inner join landing_newest
    on
        landing_newest.kind = 'employment'
        and landing_employment.landed_load = landing_newest.landed_load
        and landing_employment.row_ordinal = landing_newest.row_ordinal
