-- One row per party of the municipality and stretch of days in which its industry is known (R16, R19).
--
-- What the first of its clients in Kunde-ID order says holds for all time; where none says anything, what the CVR
-- register said latest holds until it says something else.
--
-- promises:
--   unique party_key, from_date
--   known industry_group
--   always from_date < until_date
--
-- columns:
--   party_key       the party
--   industry_group  dim_industry_group's, or unknown where no group has the code
--   from_date       first day
--   until_date      the day after the last one

with client_codes as (
    select
        dim_client.party_key,
        min_by(dim_client.industry_code, dim_client.client_id) as industry_code
    from dim_client
    where dim_client.municipality_code = $agreement.municipality_code and dim_client.industry_code is not null
    group by dim_client.party_key
),

register_codes as (
    select
        fct_employment.party_key,
        fct_employment.measured_date,
        max_by(fct_employment.register_industry_code, fct_employment.data_source_key) as industry_code
    from fct_employment
    left join client_codes
        on fct_employment.party_key = client_codes.party_key
    where
        fct_employment.municipality_code = $agreement.municipality_code
        and fct_employment.register_industry_code is not null
        and client_codes.party_key is null
    group by fct_employment.party_key, fct_employment.measured_date
),

codes as (
    select
        client_codes.party_key,
        client_codes.industry_code,
        date '0001-01-01' as from_date,
        date '9999-12-31' as until_date
    from client_codes
    union all
    select
        register_codes.party_key,
        register_codes.industry_code,
        register_codes.measured_date as from_date,
        lead(register_codes.measured_date, 1, date '9999-12-31') over (
            partition by register_codes.party_key order by register_codes.measured_date
        ) as until_date
    from register_codes
)

select
    codes.party_key,
    coalesce(dim_industry_group.industry_group, 'unknown') as industry_group,
    codes.from_date,
    codes.until_date
from codes
left join dim_industry_group
    on left(codes.industry_code, 2) = dim_industry_group.division
