-- One row per party: the one who is counted (R1).
--
-- keyed by party_key
--
-- promises:
--   unique party_key
--   known party_key
--   known municipality_code
--   always client_count >= 1
--
-- columns:
--   party_key           the party
--   municipality_code   three digits
--   party_cvr           the party's CVR number, null when it has none
--   start_date          the earliest start among its clients, null when none is known
--   has_company_client  whether any of its clients is registered as a company
--   is_ambitious        whether any of its clients says it has growth ambition
--   growth_level        growth potential A, B or C: of its clients in Kunde-ID order the first that says (R19)
--   client_count        how many clients it is

select
    dim_client.party_key,
    any_value(dim_client.municipality_code) as municipality_code,
    any_value(dim_client.party_cvr) as party_cvr,
    min(dim_client.start_date) as start_date,
    bool_or(dim_client.client_type = 'company') as has_company_client,
    coalesce(bool_or(dim_client.is_ambitious), false) as is_ambitious,
    min_by(dim_client.growth_level, dim_client.client_id) filter (
        where dim_client.growth_level is not null
    ) as growth_level,
    count(*) as client_count
from dim_client
group by party_key
order by municipality_code, party_key
