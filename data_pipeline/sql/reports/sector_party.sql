-- One row per party that counts for something in its sector: what it counts for (R13, R19).
--
-- promises:
--   unique party_key
--   known client_id
--   always is_guided or not is_specialised
--   always pending_count <= fee_count
--
-- columns:
--   sector_id        the agreement's sector, or none
--   party_key        the party
--   client_id        the CRM's Kunde-IDs of the party
--   segment          entrepreneur or company (R3), null when it is not guided in the window
--   is_guided        whether it has a local or specialised guidance in the window
--   is_specialised   whether it has a specialised one
--   is_screened      whether it is screened with Væksthjulet in the window
--   programme_count  its programmes that start in the window
--   is_satisfied     whether its voice is 4 or 5, null without one
--   change           full-time equivalents, null when not measured
--   amount_dkk       the fees that are payable for it
--   fee_count        how many fees that is
--   pending_count    those of them that await a timesheet

with screened as (
    select distinct screening_in_window.party_key
    from screening_in_window
    where screening_in_window.tool = 'growth_wheel'
),

programmes as (
    select
        programme_in_window.party_key,
        count(*) as programme_count
    from programme_in_window
    group by programme_in_window.party_key
),

fees as (
    select
        fee_line.party_key,
        sum(fee_line.amount_dkk) as amount_dkk,
        count(*) as fee_count,
        count(*) filter (where fee_line.is_pending) as pending_count
    from fee_line
    group by fee_line.party_key
),

parties as (
    select
        coalesce(party_sector.sector_id, 'none') as sector_id,
        party_in_scope.party_key,
        array_to_string(party_client_ids.client_ids, ', ') as client_id,
        guided_party.segment,
        coalesce(guided_party.first_local_date, guided_party.first_specialised_date) is not null as is_guided,
        guided_party.first_specialised_date is not null as is_specialised,
        screened.party_key is not null as is_screened,
        coalesce(programmes.programme_count, 0) as programme_count,
        voice.score >= 4 as is_satisfied,
        job_party.change,
        coalesce(fees.amount_dkk, 0) as amount_dkk,
        coalesce(fees.fee_count, 0) as fee_count,
        coalesce(fees.pending_count, 0) as pending_count
    from party_in_scope
    inner join party_client_ids
        on party_in_scope.party_key = party_client_ids.party_key
    left join party_sector
        on party_in_scope.party_key = party_sector.party_key
    left join guided_party
        on party_in_scope.party_key = guided_party.party_key
    left join screened
        on party_in_scope.party_key = screened.party_key
    left join programmes
        on party_in_scope.party_key = programmes.party_key
    left join voice
        on party_in_scope.party_key = voice.party_key and voice.scope = 'all' and voice.is_counted
    left join job_party
        on party_in_scope.party_key = job_party.party_key
    left join fees
        on party_in_scope.party_key = fees.party_key
)

select
    parties.sector_id,
    parties.party_key,
    parties.client_id,
    parties.segment,
    parties.is_guided,
    parties.is_specialised,
    parties.is_screened,
    parties.programme_count,
    parties.is_satisfied,
    parties.change,
    parties.amount_dkk,
    parties.fee_count,
    parties.pending_count
from parties
where
    parties.is_guided
    or parties.is_screened
    or parties.programme_count > 0
    or parties.is_satisfied is not null
    or parties.change is not null
    or parties.fee_count > 0
order by parties.sector_id, parties.client_id
