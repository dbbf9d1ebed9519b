-- One view for each kind of record, for people who report with SQL. Columns are the fields of the record in snake_case.
-- Each view asks with the rights of whoever asks it (security_invoker), so row-level security holds in it as in the table.

create view organisations with (security_invoker = true) as
select r.id, r.body->>'code' as code, r.body->>'name' as name, r.body->>'type' as type, r.body->>'phase' as phase,
  r.body->>'dfeNumber' as dfe_number, r.received_at
from record r where r.kind = 'organisation' and not r.deleted;

create view staff_members with (security_invoker = true) as
select r.organisation_id, r.id as person_id, r.body->>'name' as name, r.body->>'role' as role,
  case when jsonb_typeof(r.body->'yearGroups') = 'array'
    then array(select g.value::int from jsonb_array_elements_text(r.body->'yearGroups') g) end as year_groups,
  (r.body->>'leftOn')::date as left_on, r.received_at
from record r where r.kind = 'staff-member' and not r.deleted;

create view pupils with (security_invoker = true) as
select r.organisation_id, r.id as pupil_id, r.body->>'upn' as upn, r.body->>'forename' as forename, r.body->>'surname' as surname,
  r.body->>'preferredForename' as preferred_forename, r.body->>'preferredSurname' as preferred_surname,
  (r.body->>'bornOn')::date as born_on, r.body->>'sex' as sex, (r.body->>'yearGroup')::int as year_group,
  r.body->>'registrationGroup' as registration_group, (r.body->>'onRollFrom')::date as on_roll_from, (r.body->>'leftOn')::date as left_on,
  r.body->'address'->>'postcode' as postcode, (r.body->>'householdId')::uuid as household_id, r.body->>'firstLanguage' as first_language,
  r.body->>'sen' as sen, r.body->>'freeSchoolMeals' as free_school_meals, r.body->>'lookedAfter' as looked_after,
  r.body->>'hasSocialWorker' as has_social_worker, r.body->>'youngCarer' as young_carer, (r.body->>'openCaseId')::uuid as open_case_id,
  r.received_at
from record r where r.kind = 'pupil' and not r.deleted;

create view parents with (security_invoker = true) as
select r.organisation_id, r.id as parent_id, r.file_id as pupil_id, r.body->>'title' as title, r.body->>'forename' as forename,
  r.body->>'surname' as surname, r.body->>'relationship' as relationship, r.body->>'parentalResponsibility' as parental_responsibility,
  r.body->>'livesWithPupil' as lives_with_pupil, (r.body->>'priority')::int as priority,
  array(select p.value->>'number' from jsonb_array_elements(r.body->'phones') p) as phones, r.body->>'email' as email,
  r.body->>'language' as language, (r.body->>'interpreterNeeded')::boolean as interpreter_needed,
  r.body->>'safeContactRule' as safe_contact_rule, (r.body->>'doNotContact')::boolean as do_not_contact, r.received_at
from record r where r.kind = 'parent' and not r.deleted;

create view absence_cases with (security_invoker = true) as
select r.organisation_id, r.id as case_id, r.file_id as pupil_id, r.body->>'status' as status,
  array(select c.value from jsonb_array_elements_text(r.body->'concerns') c) as concerns,
  r.body->'reasons'->>'child' as reason_child, r.body->'reasons'->>'family' as reason_family, r.body->'reasons'->>'school' as reason_school,
  r.body->>'stage' as stage, (r.body->>'ownerId')::uuid as owner_id, (r.body->>'reviewOn')::date as review_on,
  (r.body->>'openedOn')::date as opened_on, (r.body->>'openedBy')::uuid as opened_by,
  (r.body->'closed'->>'on')::date as closed_on, r.body->'closed'->>'reason' as close_reason, r.body->'closed'->>'outcome' as outcome,
  (r.body->>'lastContactOn')::date as last_contact_on, (r.body->>'lastSeenOn')::date as last_seen_on,
  (r.body->>'failedVisits')::int as failed_visits, r.received_at
from record r where r.kind = 'absence-case' and not r.deleted;

create view stage_moves with (security_invoker = true) as
select r.organisation_id, r.id as case_id, r.file_id as pupil_id, m.place::int as place, m.value->>'from' as from_stage, m.value->>'to' as to_stage,
  (m.value->>'by')::uuid as moved_by, (m.value->>'on')::date as moved_on, m.value->>'why' as why
from record r cross join lateral jsonb_array_elements(r.body->'stageMoves') with ordinality as m(value, place)
where r.kind = 'absence-case' and not r.deleted;

create view contact_notes with (security_invoker = true) as
select r.organisation_id, r.id as note_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, (r.body->>'actId')::uuid as act_id,
  (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as, (r.body->>'happenedOn')::date as happened_on,
  (r.body->>'happenedAt')::time as happened_at, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.body->>'means' as means, r.body->>'result' as result, (r.body->>'durationMinutes')::int as duration_minutes, r.body->>'startedBy' as started_by,
  r.body->>'interpreter' as interpreter, r.body->>'facts' as facts, r.body->>'opinion' as opinion, r.body->>'familyView' as family_view,
  r.body->>'childWords' as child_words, r.body->>'schoolView' as school_view, (r.body->>'positive')::boolean as positive,
  r.body->>'warningGiven' as warning_given, (r.body->>'confidentialSource')::boolean as confidential_source,
  r.body->'safeguarding'->>'concern' as safeguarding_concern, r.body->'safeguarding'->>'reference' as safeguarding_reference,
  r.received_at
from record r where r.kind = 'contact-note' and not r.deleted;

create view home_visits with (security_invoker = true) as
select r.organisation_id, r.id as visit_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, (r.body->>'actId')::uuid as act_id,
  (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as, (r.body->>'happenedOn')::date as happened_on,
  (r.body->>'happenedAt')::time as happened_at, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.body->>'reason' as reason, (r.body->>'planned')::boolean as planned, (r.body->>'forewarned')::boolean as forewarned,
  (r.body->>'arrivedAt')::time as arrived_at, (r.body->>'leftAt')::time as left_at, r.body->>'access' as access, r.body->>'seen' as child_seen,
  (r.body->>'cardLeft')::boolean as card_left, r.body->>'saw' as saw, r.body->>'thinks' as thinks, r.body->>'familyWords' as family_words,
  r.body->>'childWords' as child_words, r.body->>'privateLines' as private_lines, r.body->>'riskAction' as risk_action,
  r.body->>'outcome' as outcome, r.body->>'nextStep' as next_step, (r.body->>'returnOn')::date as return_on, r.received_at
from record r where r.kind = 'home-visit' and not r.deleted;

create view barriers with (security_invoker = true) as
select r.organisation_id, r.id as barrier_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, r.body->>'about' as about,
  r.body->>'raisedBy' as raised_by, r.body->>'words' as words, (r.body->>'raisedOn')::date as raised_on, r.body->>'status' as status,
  (r.body->>'severity')::int as severity, r.body->>'agreedByFamily' as agreed_by_family, r.body->>'evidence' as evidence,
  (r.body->>'reviewOn')::date as review_on, (r.body->>'removedOn')::date as removed_on, r.body->>'whatWorked' as what_worked,
  (r.body->>'by')::uuid as written_by, (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'barrier' and not r.deleted;

create view promises with (security_invoker = true) as
select r.organisation_id, r.id as promise_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, r.body->>'words' as words,
  r.body->>'promisedTo' as promised_to, (r.body->>'ownerId')::uuid as owner_id, (r.body->>'dueOn')::date as due_on,
  (r.body->>'madeOn')::date as made_on, (r.body->>'by')::uuid as written_by, r.body->'settled'->>'how' as settled_how,
  (r.body->'settled'->>'on')::date as settled_on, r.body->'settled'->>'words' as settled_words, r.received_at
from record r where r.kind = 'promise' and not r.deleted;

create view risk_flags with (security_invoker = true) as
select r.organisation_id, r.id as risk_flag_id, r.file_id as pupil_id, r.body->>'about' as about, r.body->>'severity' as severity,
  r.body->>'evidence' as evidence, (r.body->>'raisedOn')::date as raised_on, (r.body->>'reviewBy')::date as review_by,
  (r.body->>'endedOn')::date as ended_on, (r.body->>'by')::uuid as written_by, r.received_at
from record r where r.kind = 'risk-flag' and not r.deleted;

create view amendments with (security_invoker = true) as
select r.organisation_id, r.id as amendment_id, r.file_id as pupil_id, (r.body->>'noteId')::uuid as note_id, r.body->>'field' as field,
  r.body->>'words' as words, r.body->>'why' as why, (r.body->>'by')::uuid as written_by, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.received_at
from record r where r.kind = 'amendment' and not r.deleted;

create view clashes with (security_invoker = true) as
select r.organisation_id, r.id as clash_id, r.file_id as pupil_id, r.body->>'recordKind' as record_kind, (r.body->>'recordId')::uuid as record_id,
  r.body->>'field' as field, r.body->>'was' as was, r.body->>'stands' as stands, r.body->>'other' as other,
  (r.body->>'otherBy')::uuid as other_by, (r.body->>'recordedAt')::timestamptz as recorded_at, r.body->'settled'->>'keep' as settled_keep,
  (r.body->'settled'->>'by')::uuid as settled_by, r.received_at
from record r where r.kind = 'clash' and not r.deleted;

grant select on organisations, staff_members, pupils, parents, absence_cases, stage_moves, contact_notes, home_visits, barriers,
  promises, risk_flags, amendments, clashes to doorstep_app;
