-- One row per guided party that was sent a questionnaire in the window: whether it belongs to the population (R8).
--
-- promises:
--   unique party_key
--   known segment
--   known has_voice
--   known is_counted
--
-- columns:
--   party_key   the party
--   segment     entrepreneur or company (R3, or R2 on the day of its voice, or of the latest question)
--   has_voice   whether it answered in the window
--   is_counted  the party belongs to the population: an entrepreneur, or a company with growth ambition

with questions as (
    select
        fct_answer.party_key,
        max(fct_answer.sent_date) as latest_sent_date
    from fct_answer
    where
        fct_answer.municipality_code = $agreement.municipality_code
        and fct_answer.sent_date between $agreement.first_date and least($as_of, $agreement.last_date)
    group by party_key
),

voices as (
    select
        voice.party_key,
        voice.segment
    from voice
    where voice.scope = 'all'
),

asked_parties as (
    select
        questions.party_key,
        case
            when voices.segment is not null then voices.segment
            when guided_party.segment is not null then guided_party.segment
            when questions.latest_sent_date < party_in_scope.company_from then 'entrepreneur'
            else 'company'
        end as segment,
        party_in_scope.is_ambitious,
        voices.party_key is not null as has_voice
    from questions
    inner join guided_party
        on questions.party_key = guided_party.party_key
    inner join party_in_scope
        on questions.party_key = party_in_scope.party_key
    left join voices
        on questions.party_key = voices.party_key
)

select
    asked_parties.party_key,
    asked_parties.segment,
    asked_parties.has_voice,
    asked_parties.segment = 'entrepreneur' or asked_parties.is_ambitious as is_counted
from asked_parties
