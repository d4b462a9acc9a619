-- One row per client in the snapshot: whether its file is complete, and if not, what it lacks (R14).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   missing_fields   what is not registered
--   reason           counted, or why it is left out

select
    dim_client.client_id as row_id,
    dim_client.client_id,
    client_file.missing_fields,
    case
        when dim_client.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when client_file.client_id is null then 'not_guided'
        when len(client_file.missing_fields) > 0 then 'incomplete'
        else 'counted'
    end as reason
from dim_client
left join client_file
    on dim_client.client_id = client_file.client_id
