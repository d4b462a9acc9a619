-- One row per fee that is owed, numbered, with the clients of the CRM it is owed for: what a settlement lists (R7, B2).
--
-- promises:
--   unique fee_id, line_number
--   known client_id
--   always amount_dkk + cut_dkk = uncapped_dkk
--
-- columns:
--   fee_id        fee.registration.<segment> or fee.screening.<segment>
--   line_number   numbers the fees of one kind from 1, by day and then by client
--   fee_date      day of the screening, or of the party's first local guidance in the window
--   client_id     Kunde-ID of the screening, or the party's first one with a local guidance in the window
--   client_ids    every Kunde-ID of the party, in order
--   screening_id  the CRM's Visitation-ID, '' for a registration
--   cap_dkk       the most one fee can be
--   uncapped_dkk  hours x rate, 0 while the hours are unknown
--   amount_dkk    what is payable: the smaller of the two
--   cut_dkk       what the cap cuts away
--   is_pending    no row of the fee has both hours and rate

with registered_clients as (
    select
        fct_guidance.party_key,
        min(fct_guidance.client_id) as client_id
    from fct_guidance
    where
        fct_guidance.municipality_code = $agreement.municipality_code
        and fct_guidance.level = 'local'
        and fct_guidance.guidance_date between $agreement.first_date and least($as_of, $agreement.last_date)
    group by fct_guidance.party_key
),

owed as (
    select
        fee_line.*,
        coalesce(fct_screening.client_id, registered_clients.client_id) as client_id,
        party_client_ids.client_ids
    from fee_line
    left join registered_clients
        on fee_line.party_key = registered_clients.party_key and fee_line.screening_id = ''
    left join fct_screening
        on fee_line.screening_id = fct_screening.screening_id
    left join party_client_ids
        on fee_line.party_key = party_client_ids.party_key
)

select
    owed.fee_id,
    row_number() over (
        partition by owed.fee_id
        order by owed.fee_date, owed.client_id, owed.screening_id
    ) as line_number,
    owed.fee_date,
    owed.client_id,
    owed.client_ids,
    owed.screening_id,
    owed.cap_dkk,
    owed.uncapped_dkk,
    owed.amount_dkk,
    cast(owed.uncapped_dkk - owed.amount_dkk as decimal(18, 2)) as cut_dkk,
    owed.is_pending
from owed
