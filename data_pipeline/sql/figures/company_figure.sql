-- One row per party, day and source of a register figure in the agreement's municipality, ranked by trust (R9).
--
-- promises:
--   unique party_key, measured_date, data_source_key
--   unique party_key, measured_date, trust_rank
--
-- columns:
--   party_key              the party
--   party_cvr              its CVR number
--   measured_date          day the figure holds for
--   data_source_key        where it comes from, as it is matched
--   full_time_equivalents  full-time equivalents, null when only a band is known
--   full_time_low          lower end of the band (the exact figure where it is known)
--   full_time_high         upper end of the band (the exact figure where it is known)
--   trust_rank             1 for the figure that counts that day: exact before band, then the agreement's order

select
    fct_employment.party_key,
    party_in_scope.party_cvr,
    fct_employment.measured_date,
    fct_employment.data_source_key,
    fct_employment.full_time_equivalents,
    fct_employment.full_time_low,
    fct_employment.full_time_high,
    row_number() over (
        partition by fct_employment.party_key, fct_employment.measured_date
        order by
            fct_employment.full_time_equivalents is null,
            coalesce(
                nullif(
                    list_position(cast($agreement.employment_sources as varchar[]), fct_employment.data_source_key), 0
                ),
                2147483647
            ),
            fct_employment.data_source_key = '',
            fct_employment.data_source
    ) as trust_rank
from fct_employment
inner join party_in_scope
    on fct_employment.party_key = party_in_scope.party_key
where fct_employment.full_time_low is not null
