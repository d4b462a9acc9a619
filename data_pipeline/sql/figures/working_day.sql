-- One row per calendar day the agreement may need: its period with room on both sides.
--
-- promises:
--   unique calendar_date
--   known is_working_day
--   known working_day_number
--
-- columns:
--   calendar_date       day
--   is_working_day      Monday to Friday, no public holiday, no closing day of the agreement
--   working_day_number  working days from the first row up to and including this day

with days as (
    select cast(days_of_range.day as date) as calendar_date
    from
        range(
            $agreement.first_date - interval 10 day,
            $agreement.last_date + interval 60 day,
            interval 1 day
        ) as days_of_range (day)
),

judged_days as (
    select
        days.calendar_date,
        isodow(days.calendar_date) <= 5
        and not list_contains(cast($agreement.closed_days as date[]), days.calendar_date) as is_working_day
    from days
)

select
    judged_days.calendar_date,
    judged_days.is_working_day,
    count(*) filter (where judged_days.is_working_day) over (order by judged_days.calendar_date) as working_day_number
from judged_days
