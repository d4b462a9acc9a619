-- One row per channel: how the guided clients' guidances came about in the window (§5).
--
-- promises:
--   unique channel
--
-- columns:
--   channel         outreach, in_person, phone, mail or unknown
--   party_count     parties with at least one guidance through it
--   guidance_count  guidances

select
    coalesce(fct_guidance.channel, 'unknown') as channel,
    count(distinct fct_guidance.party_key) as party_count,
    count(*) as guidance_count
from fct_guidance
inner join party_in_scope
    on fct_guidance.party_key = party_in_scope.party_key
where fct_guidance.guidance_date between $agreement.first_date and least($as_of, $agreement.last_date)
group by coalesce(fct_guidance.channel, 'unknown')
