-- One row per party of the agreement's municipality (R0, R1) and of the slice (R19), with the day it turns from
-- entrepreneur to company (R2).
--
-- Every figure counts the parties that stand here: of a slice, its parties alone.
--
-- promises:
--   unique party_key
--   known company_from
--
-- columns:
--   party_key     the party
--   party_cvr     its CVR number, null when it has none
--   start_date    the earliest start among its clients, null when none is known
--   company_from  company on this day and later, entrepreneur before it (R2); the ends of time when no start is known
--   is_ambitious  whether any of its clients says it has growth ambition

select
    dim_party.party_key,
    dim_party.party_cvr,
    dim_party.start_date,
    case
        when dim_party.start_date is not null
            then cast(dim_party.start_date + to_years($agreement.entrepreneur_years) as date)
        when dim_party.has_company_client then date '0001-01-01'
        else date '9999-12-31'
    end as company_from,
    dim_party.is_ambitious
from dim_party
left join party_sector
    on dim_party.party_key = party_sector.party_key
left join party_industry
    on
        dim_party.party_key = party_industry.party_key
        and party_industry.from_date <= $slice.as_of
        and party_industry.until_date > $slice.as_of
where
    dim_party.municipality_code = $agreement.municipality_code
    and case $slice.kind
        when 'sector' then coalesce(party_sector.sector_id, 'none')
        when 'industry' then coalesce(party_industry.industry_group, 'unknown')
        when 'potential' then coalesce(dim_party.growth_level, 'none')
        else $slice.id
    end = $slice.id
