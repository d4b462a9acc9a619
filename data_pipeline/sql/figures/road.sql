-- One row per step of the road, in order (R12).
--
-- promises:
--   unique step
--   unique step_number
--
-- columns:
--   step_number         1 to 6
--   step                guided_local, screened, referred, contacted, guided_specialised or programme
--   entrepreneur_count  parties in that segment that took it and all before it
--   company_count       parties in that segment that took it and all before it

with steps as (
    select
        agreed_steps.step_number,
        agreed_steps.step
    from (
        values
        (1, 'guided_local'), (2, 'screened'), (3, 'referred'), (4, 'contacted'), (5, 'guided_specialised'),
        (6, 'programme')
    ) as agreed_steps (step_number, step)
)

select
    steps.step_number,
    steps.step,
    count(*) filter (where road_party.segment = 'entrepreneur') as entrepreneur_count,
    count(*) filter (where road_party.segment = 'company') as company_count
from steps
left join road_party
    on steps.step_number <= road_party.step_count
group by steps.step_number, steps.step
order by step_number
