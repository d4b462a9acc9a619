-- One row per fee that is owed: a party registered, or a screening visited on with Væksthjulet (R7).
--
-- promises:
--   unique fee_id, party_key, screening_id
--   known amount_dkk
--   always amount_dkk <= uncapped_dkk
--   always amount_dkk <= cap_dkk
--   always not is_pending or uncapped_dkk = 0
--
-- columns:
--   fee_id        fee.registration.<segment> or fee.screening.<segment>
--   party_key     the party
--   screening_id  the CRM's Visitation-ID, '' for a registration
--   fee_date      day of the screening, or of the party's first local guidance in the window
--   cap_dkk       the most one fee can be
--   uncapped_dkk  hours x rate, 0 while the hours are unknown
--   amount_dkk    what is payable: the smaller of the two
--   is_pending    no row of the fee has both hours and rate

with fees as (
    select
        agreed.fee.id as fee_id,
        agreed.fee.cap_dkk as cap_dkk
    from (select unnest($agreement.fees) as fee) as agreed
),

registrations as (
    select
        'fee.registration.' || guided_party.segment as fee_id,
        guided_party.party_key,
        '' as screening_id,
        guided_party.first_local_date as fee_date,
        guided_party.local_uncapped_dkk as uncapped_dkk,
        guided_party.local_priced_count = 0 as is_pending
    from guided_party
    where guided_party.first_local_date is not null
),

screenings as (
    select
        'fee.screening.' || screening_in_window.segment as fee_id,
        screening_in_window.party_key,
        screening_in_window.screening_id,
        screening_in_window.screening_date as fee_date,
        coalesce(screening_in_window.uncapped_dkk, 0) as uncapped_dkk,
        screening_in_window.uncapped_dkk is null as is_pending
    from screening_in_window
    where screening_in_window.tool = 'growth_wheel' and screening_in_window.screened_to = 'specialised'
),

lines as (
    select * from registrations
    union all
    select * from screenings
)

-- A fee the agreement does not have (companies are not paid for by registration) joins nothing.
select
    lines.fee_id,
    lines.party_key,
    lines.screening_id,
    lines.fee_date,
    cast(fees.cap_dkk as decimal(18, 2)) as cap_dkk,
    cast(lines.uncapped_dkk as decimal(18, 2)) as uncapped_dkk,
    cast(
        case when lines.uncapped_dkk > fees.cap_dkk then fees.cap_dkk else lines.uncapped_dkk end as decimal(18, 2)
    ) as amount_dkk,
    lines.is_pending
from lines
inner join fees
    on lines.fee_id = fees.fee_id
