-- One row per deadline, also where nothing fell due (R10, R11).
--
-- promises:
--   unique deadline_id
--
-- columns:
--   deadline_id    first_contact or registration
--   kept_count     cases done in time
--   missed_count   cases done late, or not done when the deadline had passed
--   pending_count  cases still in time

with deadlines as (
    select agreed_deadlines.deadline_id
    from (values ('first_contact'), ('registration')) as agreed_deadlines (deadline_id)
)

select
    deadlines.deadline_id,
    count(*) filter (where deadline_case.outcome = 'kept') as kept_count,
    count(*) filter (where deadline_case.outcome = 'missed') as missed_count,
    count(*) filter (where deadline_case.outcome = 'pending') as pending_count
from deadlines
left join deadline_case
    on deadlines.deadline_id = deadline_case.deadline_id
group by deadlines.deadline_id
