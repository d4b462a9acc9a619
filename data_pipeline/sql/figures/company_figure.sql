-- One row per party, day and source of a register figure in the agreement's municipality, ranked by trust (R9).
--
-- promises:
--   unique party_key, measured_date, data_source_key
--   unique party_key, measured_date, source_rank
--
-- columns:
--   party_key              the party
--   party_cvr              its CVR number
--   measured_date          day the figure holds for
--   data_source_key        where it comes from, as it is matched
--   full_time_equivalents  full-time equivalents, null when unknown or a band
--   full_time_low          lower end of the band (the exact figure where it is known)
--   full_time_high         upper end of the band (the exact figure where it is known)
--   revenue_dkk            kroner a year
--   export_dkk             kroner a year
--   source_rank            1 for the most trusted source that day: the agreement's order, then by text, blank last
--   full_time_rank         1 for the employment that counts that day, exact before band, then by trust; null without

with ranked_figures as (
    select
        fct_employment.*,
        row_number() over (
            partition by fct_employment.party_key, fct_employment.measured_date
            order by
                coalesce(
                    nullif(
                        list_position(
                            cast($agreement.employment_sources as varchar[]), fct_employment.data_source_key
                        ),
                        0
                    ),
                    2147483647
                ),
                fct_employment.data_source_key = '',
                fct_employment.data_source
        ) as source_rank
    from fct_employment
)

select
    ranked_figures.party_key,
    party_in_scope.party_cvr,
    ranked_figures.measured_date,
    ranked_figures.data_source_key,
    ranked_figures.full_time_equivalents,
    ranked_figures.full_time_low,
    ranked_figures.full_time_high,
    ranked_figures.revenue_dkk,
    ranked_figures.export_dkk,
    ranked_figures.source_rank,
    case
        when ranked_figures.full_time_low is not null
            then row_number() over (
                partition by ranked_figures.party_key, ranked_figures.measured_date
                order by
                    ranked_figures.full_time_low is null,
                    ranked_figures.full_time_equivalents is null,
                    ranked_figures.source_rank
            )
    end as full_time_rank
from ranked_figures
inner join party_in_scope
    on ranked_figures.party_key = party_in_scope.party_key
