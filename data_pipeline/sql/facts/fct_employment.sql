-- One row per company, day and source of a figure for a CVR number that is a party's, in each of its municipalities.
--
-- keyed by party_key
--
-- promises:
--   unique party_key, measured_date, data_source_key
--   known party_key
--   known municipality_code
--   known measured_date
--   always full_time_equivalents >= 0
--
-- columns:
--   party_key               the party (R1)
--   municipality_code       three digits
--   measured_date           day the figure holds for
--   data_source             where the figure comes from, as written
--   data_source_key         data_source as it is matched, '' when blank
--   full_time_equivalents   full-time equivalents, null when unknown or a band
--   full_time_low           lower end of the band (the exact figure where it is known)
--   full_time_high          upper end of the band (the exact figure where it is known)
--   revenue_dkk             kroner a year
--   export_dkk              kroner a year
--   register_industry_code  industry that day as the register has it, six digits
--   register_start_date     first day of the company as the register has it
--   register_end_date       last day of the company as the register has it, null while it goes on
--   load                    the load that brought this version

select
    dim_party.party_key,
    dim_party.municipality_code,
    stg_employment.measured_date,
    stg_employment.data_source,
    stg_employment.data_source_key,
    stg_employment.full_time_equivalents,
    coalesce(stg_employment.full_time_equivalents, stg_employment.full_time_low) as full_time_low,
    coalesce(stg_employment.full_time_equivalents, stg_employment.full_time_high) as full_time_high,
    stg_employment.revenue_dkk,
    stg_employment.export_dkk,
    stg_employment.register_industry_code,
    stg_employment.register_start_date,
    stg_employment.register_end_date,
    stg_employment.load
from stg_employment
inner join dim_party
    on stg_employment.cvr = dim_party.party_cvr
order by municipality_code, party_key, measured_date, data_source_key
