-- Who interpreted at a visit, beside what a call says of it. A visit from before it was asked says nothing: null.
create or replace view home_visits with (security_invoker = true) as
select r.organisation_id, r.id as visit_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, (r.body->>'actId')::uuid as act_id,
  (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as, (r.body->>'happenedOn')::date as happened_on,
  (r.body->>'happenedAt')::time as happened_at, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.body->>'reason' as reason, (r.body->>'planned')::boolean as planned, (r.body->>'forewarned')::boolean as forewarned,
  (r.body->>'arrivedAt')::time as arrived_at, (r.body->>'leftAt')::time as left_at, r.body->>'access' as access, r.body->>'seen' as child_seen,
  (r.body->>'cardLeft')::boolean as card_left, r.body->>'saw' as saw, r.body->>'thinks' as thinks, r.body->>'familyWords' as family_words,
  r.body->>'childWords' as child_words, r.body->>'privateLines' as private_lines, r.body->>'riskAction' as risk_action,
  r.body->>'outcome' as outcome, r.body->>'nextStep' as next_step, (r.body->>'returnOn')::date as return_on, r.received_at,
  r.body->>'interpreter' as interpreter
from record r where r.kind = 'home-visit' and not r.deleted;
