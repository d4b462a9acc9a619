-- One row per scope with voices: how they are spread (R8).
--
-- promises:
--   unique scope
--
-- columns:
--   scope                 all, local, focused or specialised
--   dissatisfied_count    voices of 1 or 2
--   neutral_count         voices of 3
--   satisfied_count       voices of 4
--   very_satisfied_count  voices of 5

select
    voice.scope,
    count(*) filter (where voice.score <= 2) as dissatisfied_count,
    count(*) filter (where voice.score = 3) as neutral_count,
    count(*) filter (where voice.score = 4) as satisfied_count,
    count(*) filter (where voice.score = 5) as very_satisfied_count
from voice
where voice.is_counted
group by voice.scope
