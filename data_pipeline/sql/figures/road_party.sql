-- One row per party guided locally in the window: how far it has come on the road (R12).
--
-- promises:
--   unique party_key
--   always step_count between 1 and 6
--
-- columns:
--   party_key   the party
--   segment     entrepreneur or company (R3)
--   step_count  steps taken with all before them: 1 guided locally, 2 screened, 3 referred, 4 contacted,
--               5 guided specialised, 6 in a programme

with screenings as (
    select
        screening_in_window.party_key,
        bool_or(screening_in_window.tool = 'growth_wheel') as is_screened,
        bool_or(screening_in_window.screened_to = 'specialised') as is_referred,
        bool_or(
            screening_in_window.screened_to = 'specialised' and screening_in_window.first_contact_date is not null
        ) as is_contacted
    from screening_in_window
    group by party_key
),

programmes as (
    select distinct programme_in_window.party_key
    from programme_in_window
),

steps_taken as (
    select
        guided_party.party_key,
        guided_party.segment,
        coalesce(screenings.is_screened, false) as is_screened,
        coalesce(screenings.is_referred, false) as is_referred,
        coalesce(screenings.is_contacted, false) as is_contacted,
        guided_party.first_specialised_date is not null as is_guided_specialised,
        programmes.party_key is not null as is_in_programme
    from guided_party
    left join screenings
        on guided_party.party_key = screenings.party_key
    left join programmes
        on guided_party.party_key = programmes.party_key
    where guided_party.first_local_date is not null
)

select
    steps_taken.party_key,
    steps_taken.segment,
    case
        when not steps_taken.is_screened then 1
        when not steps_taken.is_referred then 2
        when not steps_taken.is_contacted then 3
        when not steps_taken.is_guided_specialised then 4
        when not steps_taken.is_in_programme then 5
        else 6
    end as step_count
from steps_taken
