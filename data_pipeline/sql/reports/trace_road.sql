-- One row per client in the snapshot: whether its party took step $step_number in $segment, and if not, why (R12).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   party_key        the party that is counted, once for all its clients
--   step_count       steps its party has taken, null when it is not on the road
--   reason           counted, or why it is left out

select
    dim_client.client_id as row_id,
    dim_client.client_id,
    dim_client.party_key,
    road_party.step_count,
    case
        when dim_client.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when road_party.party_key is null then 'not_guided'
        when road_party.segment <> $segment then 'other_segment'
        when road_party.step_count < $step_number then 'step_not_taken'
        else 'counted'
    end as reason
from dim_client
left join road_party
    on dim_client.party_key = road_party.party_key
