-- One row per scope: the whole, and each level of guidance (R8).
--
-- promises:
--   unique scope
--   always satisfied_count <= answered_count
--   always invited_voice_count <= invited_count
--
-- columns:
--   scope                all, local, focused or specialised
--   satisfied_count      voices of 4 or 5
--   answered_count       voices
--   invited_count        parties asked in the window, null at a level
--   invited_voice_count  those of them with a voice, null at a level
--   is_met               100 x satisfied > goal x answered, in whole numbers; null without voices

with scopes as (
    select scopes_of_guidance.scope
    from (values ('all'), ('local'), ('focused'), ('specialised')) as scopes_of_guidance (scope)
),

voices as (
    select
        voice.scope,
        count(*) filter (where voice.score >= 4) as satisfied_count,
        count(*) as answered_count
    from voice
    where voice.is_counted
    group by scope
),

invitations as (
    select
        'all' as scope,
        count(*) as invited_count,
        count(*) filter (where invited_party.has_voice) as invited_voice_count
    from invited_party
    where invited_party.is_counted
)

select
    scopes.scope,
    coalesce(voices.satisfied_count, 0) as satisfied_count,
    coalesce(voices.answered_count, 0) as answered_count,
    invitations.invited_count,
    invitations.invited_voice_count,
    100 * voices.satisfied_count > $agreement.satisfaction_goal_percent * voices.answered_count as is_met
from scopes
left join voices
    on scopes.scope = voices.scope
left join invitations
    on scopes.scope = invitations.scope
