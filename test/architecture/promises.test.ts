import { expect, test } from 'vitest'
import { mutationNamed, mutations } from '#domain/mutations/index.ts'
import { recordSchemas } from '#domain/records/record.ts'

// Stored names wait in outboxes for weeks and lie in databases for years. Add to these lists; never take from them.

const everyMutationEverShipped = [
  'open-absence-case@1',
  'assign-absence-case@1',
  'change-stage@1',
  'set-review-date@1',
  'change-reasons@1',
  'close-absence-case@1',
  'reopen-absence-case@1',
  'log-contact@1',
  'log-home-visit@1',
  'amend-note@1',
  'add-barrier@1',
  'change-barrier@1',
  'make-promise@1',
  'change-promise@1',
  'settle-promise@1',
  'raise-risk-flag@1',
  'review-risk-flag@1',
  'mark-phone@1',
  'set-safe-contact@1',
  'settle-clash@1',
  'hear-child@1',
  'view-barrier@1',
  'offer-support@1',
  'note-support@1',
  'unsettle-promise@1',
  'add-agency@1',
  'change-agency@1',
  'make-plan@1',
  'add-plan-action@1',
  'settle-plan-action@1',
  'review-plan@1',
  'record-meeting@1',
  'hand-over-case@1',
  'answer-handover@1',
  'tell-safeguarding-lead@1',
  'add-restricted-note@1',
  'mark-restricted-read@1',
  'set-restricted-reader@1',
  'note-restricted-outcome@1',
  'set-safeguarding-plan@1',
  'share-paper@1',
  'decide-on-register@1',
  'record-penalty-notice@1',
  'note-penalty-notice@1',
  'say-school-move@1',
  'plan-visit@1',
  'move-planned-visit@1',
  'call-off-visit@1',
  'note-visit-made@1',
  'lodge-outing@1',
  'note-arrival@1',
  'note-leaving@1',
  'change-return@1',
  'say-safe@1',
  'raise-alarm@1',
  'widen-alarm@1',
  'take-alarm@1',
  'clear-outing@1',
  'keep-view@1',
  'remove-view@1',
  'write-template@1',
  'change-template@1',
  'retire-template@1',
  'serve-school@1',
  'pass-on-template@1',
  'tell-companion@1',
  'record-court-order@1',
  'see-court-order@1',
  'end-court-order@1',
  'say-school-numbers@1',
  'close-school@1',
  'remove-closure@1',
  'set-morning-plan@1',
  'enrol-pupil@1',
  'remove-from-roll@1',
  'take-register@1',
  'add-staff-member@1',
  'change-staff-member@1',
  'found-organisation@1',
]

const everyRecordKindEverStored = [
  'organisation',
  'staff-member',
  'pupil',
  'parent',
  'absence-case',
  'contact-note',
  'home-visit',
  'barrier',
  'promise',
  'risk-flag',
  'amendment',
  'attachment',
  'clash',
  'child-voice',
  'barrier-view',
  'support-offer',
  'agency',
  'plan',
  'meeting',
  'handover',
  'restricted-marker',
  'restricted-thread',
  'restricted-note',
  'safeguarding-plan',
  'planned-visit',
  'shared-paper',
  'saved-view',
  'unfinished-note',
  'message-template',
  'outing',
  'school-closure',
  'register-year',
  'register-decision',
  'penalty-notice',
  'served-school',
  'morning-plan',
  'school-move',
  'accompanied-visit',
  'court-order',
]

test('[SPEC O1] every act a tablet may still hold can be sent: no mutation is renamed or taken away, and a new one joins the list', () => {
  expect(Object.keys(mutations).toSorted()).toEqual(everyMutationEverShipped.toSorted())
})

test('[SPEC O1] every record that was ever stored can still be read', () => {
  expect(Object.keys(recordSchemas).toSorted()).toEqual(everyRecordKindEverStored.toSorted())
  for (const [name, schema] of Object.entries(recordSchemas)) expect(schema.shape.kind.value).toBe(name)
})

test('a stored name is that of its file and its version, and finds its own mutation', () => {
  for (const [name, mutation] of Object.entries(mutations)) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*@[1-9]\d*$/)
    expect(mutation.name).toBe(name)
    expect(mutationNamed(name)).toBe(mutation)
  }
  for (const name of ['constructor', '__proto__', 'toString', 'log-home-visit', ''])
    expect(mutationNamed(name)).toBeNull()
})
