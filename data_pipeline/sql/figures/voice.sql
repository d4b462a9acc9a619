-- One row per party and scope with a voice: its latest answer in the window, as a whole and at each level (R8).
--
-- promises:
--   unique party_key, scope
--   known segment
--   always score between 1 and 5
--
-- columns:
--   party_key      the party, guided at some level by as-of
--   scope          all, local, focused or specialised
--   answer_id      the CRM's Svar-ID of the answer that counts
--   answered_date  day of that answer
--   score          1 to 5
--   segment        entrepreneur or company (R3, or R2 on answered_date)
--   is_counted     the party belongs to the population: an entrepreneur, or a company with growth ambition

with answers as (
    select
        fct_answer.party_key,
        fct_answer.answer_id,
        fct_answer.level,
        fct_answer.answered_date,
        fct_answer.score
    from fct_answer
    inner join guided_party
        on fct_answer.party_key = guided_party.party_key
    where
        fct_answer.municipality_code = $agreement.municipality_code
        and fct_answer.answered_date between $agreement.first_date and least($as_of, $agreement.last_date)
        and fct_answer.score between 1 and 5
),

scoped_answers as (
    select
        'all' as scope,
        answers.*
    from answers
    union all
    select
        answers.level as scope,
        answers.*
    from answers
    where answers.level is not null
),

latest_answers as (
    select
        scoped_answers.party_key,
        scoped_answers.scope,
        max_by(
            scoped_answers.answer_id, (scoped_answers.answered_date, scoped_answers.answer_id)
        ) as answer_id,
        max(scoped_answers.answered_date) as answered_date,
        max_by(scoped_answers.score, (scoped_answers.answered_date, scoped_answers.answer_id)) as score
    from scoped_answers
    group by party_key, scope
),

placed_answers as (
    select
        latest_answers.party_key,
        latest_answers.scope,
        latest_answers.answer_id,
        latest_answers.answered_date,
        latest_answers.score,
        case
            when guided_party.segment is not null then guided_party.segment
            when latest_answers.answered_date < party_in_scope.company_from then 'entrepreneur'
            else 'company'
        end as segment,
        party_in_scope.is_ambitious
    from latest_answers
    inner join party_in_scope
        on latest_answers.party_key = party_in_scope.party_key
    inner join guided_party
        on latest_answers.party_key = guided_party.party_key
)

select
    placed_answers.party_key,
    placed_answers.scope,
    placed_answers.answer_id,
    placed_answers.answered_date,
    placed_answers.score,
    placed_answers.segment,
    placed_answers.segment = 'entrepreneur' or placed_answers.is_ambitious as is_counted
from placed_answers
