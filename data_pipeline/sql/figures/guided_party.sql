-- One row per party with a guidance at any level by as-of, in the window or before it (R3, R4).
--
-- promises:
--   unique party_key
--   always segment in ('entrepreneur', 'company')
--   always local_priced_count <= local_count
--   always (segment is null) = (first_date is null)
--
-- columns:
--   party_key                the party
--   party_cvr                its CVR number, null when it has none
--   start_date               the earliest start among its clients
--   first_date               its first guidance in the window, null when it has none there
--   segment                  entrepreneur or company on first_date (R3)
--   first_local_date         its first local guidance in the window
--   first_focused_date       its first focused guidance in the window
--   first_specialised_date   its first specialised guidance in the window
--   local_count              its local guidances in the window
--   local_priced_count       those of them with both hours and rate
--   local_uncapped_dkk       hours x rate of those (R7)
--   first_expert_date        its first focused or specialised guidance ever (R11)
--   first_ever_local_date    its first local guidance ever (R11)

with guidances as (
    select
        fct_guidance.party_key,
        fct_guidance.guidance_date,
        fct_guidance.level,
        fct_guidance.uncapped_dkk,
        fct_guidance.guidance_date between $agreement.first_date and $agreement.last_date as is_in_window
    from fct_guidance
    where
        fct_guidance.municipality_code = $agreement.municipality_code
        and fct_guidance.guidance_date <= $as_of
),

parties as (
    select
        guidances.party_key,
        min(guidances.guidance_date) filter (where guidances.is_in_window) as first_date,
        min(guidances.guidance_date) filter (
            where guidances.is_in_window and guidances.level = 'local'
        ) as first_local_date,
        min(guidances.guidance_date) filter (
            where guidances.is_in_window and guidances.level = 'focused'
        ) as first_focused_date,
        min(guidances.guidance_date) filter (
            where guidances.is_in_window and guidances.level = 'specialised'
        ) as first_specialised_date,
        count(*) filter (where guidances.is_in_window and guidances.level = 'local') as local_count,
        count(guidances.uncapped_dkk) filter (
            where guidances.is_in_window and guidances.level = 'local'
        ) as local_priced_count,
        coalesce(sum(guidances.uncapped_dkk) filter (
            where guidances.is_in_window and guidances.level = 'local'
        ), 0) as local_uncapped_dkk,
        min(guidances.guidance_date) filter (where guidances.level <> 'local') as first_expert_date,
        min(guidances.guidance_date) filter (where guidances.level = 'local') as first_ever_local_date
    from guidances
    group by party_key
)

select
    parties.party_key,
    party_in_scope.party_cvr,
    party_in_scope.start_date,
    parties.first_date,
    case
        when parties.first_date < party_in_scope.company_from then 'entrepreneur'
        when parties.first_date is not null then 'company'
    end as segment,
    parties.first_local_date,
    parties.first_focused_date,
    parties.first_specialised_date,
    parties.local_count,
    parties.local_priced_count,
    parties.local_uncapped_dkk,
    parties.first_expert_date,
    parties.first_ever_local_date
from parties
inner join party_in_scope
    on parties.party_key = party_in_scope.party_key
