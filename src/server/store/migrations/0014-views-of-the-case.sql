-- Views for the kinds of record that had none, for people who report with SQL. Each asks with the rights of whoever asks it
-- (security_invoker). What somebody saved to ask of their own caseload has no view: it says what a person looks for, and
-- nothing of the work.

create view attachments with (security_invoker = true) as
select r.organisation_id, r.id as attachment_id, r.file_id as pupil_id, (r.body->>'noteId')::uuid as note_id, r.body->>'about' as about,
  r.body->>'caption' as caption, r.body->>'mediaType' as media_type, (r.body->>'size')::int as size_bytes, r.body->>'sha256' as sha256,
  (r.body->>'by')::uuid as written_by, (r.body->>'recordedAt')::timestamptz as recorded_at, b.received_at as bytes_received_at, r.received_at
from record r left join attachment_bytes b
  on b.organisation_id = r.organisation_id and b.id = r.id and b.sha256 = r.body->>'sha256'
where r.kind = 'attachment' and not r.deleted;

create view agencies with (security_invoker = true) as
select r.organisation_id, r.id as agency_id, r.file_id as pupil_id, r.body->>'type' as type, r.body->>'name' as name,
  r.body->>'person' as person, r.body->>'phone' as phone, r.body->>'role' as role, (r.body->>'since')::date as since,
  r.body->>'consent' as consent, (r.body->>'endedOn')::date as ended_on, (r.body->>'by')::uuid as written_by,
  (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'agency' and not r.deleted;

create view barrier_views with (security_invoker = true) as
select r.organisation_id, r.id as barrier_view_id, r.file_id as pupil_id, (r.body->>'barrierId')::uuid as barrier_id,
  r.body->>'side' as side, r.body->>'sees' as sees, (r.body->>'effect')::int as effect, r.body->>'words' as words,
  (r.body->>'on')::date as seen_on, (r.body->>'by')::uuid as written_by, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.received_at
from record r where r.kind = 'barrier-view' and not r.deleted;

create view child_voices with (security_invoker = true) as
select r.organisation_id, r.id as child_voice_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id,
  (r.body->>'heardOn')::date as heard_on, r.body->>'method' as method, r.body->>'through' as through, r.body->>'alone' as alone,
  r.body->>'words' as words, r.body->>'wouldHelp' as would_help, r.body->>'goodAtSchool' as good_at_school,
  r.body->>'agreesWithPlan' as agrees_with_plan, r.body->>'consent' as consent,
  jsonb_typeof(r.body->'declined') = 'object' as declined, r.body->'declined'->>'why' as declined_because,
  (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.received_at
from record r where r.kind = 'child-voice' and not r.deleted;

create view support_offers with (security_invoker = true) as
select r.organisation_id, r.id as support_offer_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, r.body->>'words' as words,
  r.body->>'offeredTo' as offered_to, r.body->>'givenBy' as given_by, (r.body->>'agencyId')::uuid as agency_id,
  array(select b.value::uuid from jsonb_array_elements_text(r.body->'barrierIds') b) as barrier_ids,
  (r.body->>'offeredOn')::date as offered_on, (r.body->>'reviewOn')::date as review_on, (r.body->>'by')::uuid as written_by,
  (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'support-offer' and not r.deleted;

create view support_steps with (security_invoker = true) as
select r.organisation_id, r.id as support_offer_id, r.file_id as pupil_id, s.value->>'what' as what, (s.value->>'on')::date as happened_on,
  s.value->>'words' as words, s.value->>'effect' as effect, (s.value->>'by')::uuid as written_by,
  (s.value->>'recordedAt')::timestamptz as recorded_at
from record r cross join lateral jsonb_array_elements(r.body->'steps') as s
where r.kind = 'support-offer' and not r.deleted;

create view meetings with (security_invoker = true) as
select r.organisation_id, r.id as meeting_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, (r.body->>'by')::uuid as written_by,
  r.body->>'byRole' as written_as, (r.body->>'happenedOn')::date as happened_on, (r.body->>'happenedAt')::time as happened_at,
  (r.body->>'recordedAt')::timestamptz as recorded_at, r.body->>'about' as about, r.body->>'where' as held_at,
  r.body->'said'->>'child' as child_said, r.body->'said'->>'family' as family_said, r.body->'said'->>'school' as school_said,
  r.body->'said'->>'council' as council_said, r.body->>'agreed' as agreed, (r.body->>'nextOn')::date as next_on, r.received_at
from record r where r.kind = 'meeting' and not r.deleted;

create view meeting_invitations with (security_invoker = true) as
select r.organisation_id, r.id as meeting_id, r.file_id as pupil_id, i.value->>'name' as name, i.value->>'side' as side,
  i.value->>'came' as came
from record r cross join lateral jsonb_array_elements(r.body->'invited') as i
where r.kind = 'meeting' and not r.deleted;

create view plans with (security_invoker = true) as
select r.organisation_id, r.id as plan_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, r.body->>'type' as type,
  r.body->>'known' as known, r.body->>'aim' as aim, r.body->>'target' as target, (r.body->>'startsOn')::date as starts_on,
  (r.body->>'reviewOn')::date as first_review_on, (r.body->>'endsOn')::date as ends_on,
  r.body->'contract'->>'parentAgrees' as parent_takes_on, r.body->'contract'->>'schoolAgrees' as school_takes_on,
  r.body->'contract'->>'childAgrees' as child_takes_on, (r.body->>'by')::uuid as written_by,
  (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'plan' and not r.deleted;

create view plan_actions with (security_invoker = true) as
select r.organisation_id, r.id as plan_id, r.file_id as pupil_id, (a.value->>'id')::uuid as action_id, a.value->>'words' as words,
  a.value->>'owner' as owner, (a.value->>'dueOn')::date as due_on, a.value->'settled'->>'how' as settled_how,
  (a.value->'settled'->>'on')::date as settled_on, a.value->'settled'->>'words' as settled_words,
  (a.value->'settled'->>'by')::uuid as settled_by
from record r cross join lateral jsonb_array_elements(r.body->'actions') as a
where r.kind = 'plan' and not r.deleted;

create view plan_parties with (security_invoker = true) as
select r.organisation_id, r.id as plan_id, r.file_id as pupil_id, p.value->>'name' as name, p.value->>'side' as side,
  p.value->>'agrees' as agrees, p.value->>'words' as words
from record r cross join lateral jsonb_array_elements(r.body->'parties') as p
where r.kind = 'plan' and not r.deleted;

create view plan_reviews with (security_invoker = true) as
select r.organisation_id, r.id as plan_id, r.file_id as pupil_id, (v.value->>'on')::date as reviewed_on, v.value->>'attended' as attended,
  v.value->>'progress' as progress, v.value->>'decision' as decision, (v.value->>'nextReviewOn')::date as next_review_on,
  (v.value->>'by')::uuid as written_by, (v.value->>'recordedAt')::timestamptz as recorded_at
from record r cross join lateral jsonb_array_elements(r.body->'reviews') as v
where r.kind = 'plan' and not r.deleted;

create view handovers with (security_invoker = true) as
select r.organisation_id, r.id as handover_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id,
  (r.body->>'fromId')::uuid as from_person, (r.body->>'toId')::uuid as to_person,
  array(select d.value from jsonb_array_elements_text(r.body->'digest') d) as digest, (r.body->>'offeredOn')::date as offered_on,
  (r.body->>'by')::uuid as offered_by, (r.body->>'recordedAt')::timestamptz as recorded_at, r.body->'answered'->>'how' as answered_how,
  (r.body->'answered'->>'on')::date as answered_on, (r.body->'answered'->>'by')::uuid as answered_by,
  r.body->'answered'->>'words' as answered_words, r.received_at
from record r where r.kind = 'handover' and not r.deleted;

create view shared_papers with (security_invoker = true) as
select r.organisation_id, r.id as shared_paper_id, r.file_id as pupil_id, r.body->>'paper' as paper, r.body->>'to' as given_to,
  r.body->>'why' as why, r.body->>'audience' as audience, (r.body->>'from')::date as tells_from, (r.body->>'until')::date as tells_until,
  (r.body->>'entries')::int as entries, (r.body->>'withheld')::int as withheld, r.body->>'hash' as hash,
  (r.body->>'sharedOn')::date as given_on, (r.body->>'by')::uuid as given_by, r.body->>'byRole' as given_as,
  (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'shared-paper' and not r.deleted;

-- About whom a visit is planned, and how often it was moved.
create or replace view planned_visits with (security_invoker = true) as
select r.organisation_id, r.id as planned_visit_id, (r.body->>'personId')::uuid as planned_by, (r.body->>'on')::date as planned_for,
  r.body->>'at' as planned_at, r.body->>'reason' as reason, (r.body->>'withId')::uuid as with_colleague,
  r.body->>'aloneBecause' as alone_because, r.body->'ended'->>'how' as ended_how, (r.body->'ended'->>'on')::date as ended_on,
  r.body->'ended'->>'why' as ended_because, (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at,
  array(select p.value::uuid from jsonb_array_elements_text(r.body->'pupilIds') p) as pupil_ids,
  jsonb_array_length(r.body->'moves') as moves
from record r where r.kind = 'planned-visit' and not r.deleted;

grant select on attachments, agencies, barrier_views, child_voices, support_offers, support_steps, meetings, meeting_invitations,
  plans, plan_actions, plan_parties, plan_reviews, handovers, shared_papers to doorstep_app;
