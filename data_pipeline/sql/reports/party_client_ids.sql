-- One row per party with clients in the agreement's municipality: their Kunde-IDs.
--
-- promises:
--   unique party_key
--   known client_ids
--
-- columns:
--   party_key   the party
--   client_ids  the CRM's Kunde-IDs of its clients, in order

select
    dim_client.party_key,
    list(dim_client.client_id order by dim_client.client_id) as client_ids
from dim_client
where dim_client.municipality_code = $agreement.municipality_code
group by dim_client.party_key
