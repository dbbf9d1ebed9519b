import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutations } from '#domain/mutations/index.ts'
import { theOffice, type Actor } from '#domain/permissions/actor.ts'
import { fileKindOf, fileOf } from '#domain/records/record.ts'
import { Role } from '#domain/records/staff-member.ts'
import { arbitraryOf } from '../arbitrary-of.ts'
import { busySchool, ids, managerOfBoth } from '../busy-school.ts'
import { actor, hollins, id, memberOf, stranger } from '../small-school.ts'

/** Kinds that are written once and never again. */
const accounts = [
  'contact-note',
  'home-visit',
  'amendment',
  'restricted-note',
  'child-voice',
  'barrier-view',
  'meeting',
]

/** Someone whose role comes from a newer office; the types of today cannot say it. */
const caretaker: Actor = JSON.parse(
  JSON.stringify({
    personId: id(190),
    memberships: [{ ...memberOf(hollins, 'pastoral', { id: id(190) }), role: 'caretaker' }],
  }),
)

const roles = Role.options

describe.each(Object.entries(mutations))('%s', (name, mutation) => {
  const drawnArgs = arbitraryOf(mutation.args, ids)
    .map((args) => mutation.args.safeParse(JSON.parse(JSON.stringify(args))))
    .filter((parsed) => parsed.success)
    .map((parsed) => parsed.data)
  const anyone = fc.oneof(
    fc
      .constantFrom(...roles, 'attendance-lead' as const, 'administrator' as const)
      .map((role) => (role === 'service-manager' ? managerOfBoth : actor(role))),
    fc.constant(theOffice),
    // Someone who is about to found a school.
    fc.constant(actor('administrator', { organisationId: id(50) })),
  )

  test('gives the same result each time it runs, over the records it declared and no others, and never writes over a record of another kind', () => {
    const school = busySchool()
    fc.assert(
      fc.property(drawnArgs, anyone, (args, by) => {
        const once = school.rehearse(mutation, args, by)
        const again = school.rehearse(mutation, structuredClone(args), structuredClone(by))
        expect(again).toEqual(once)
      }),
      { numRuns: 200 },
    )
  })

  test('[SPEC P12] declares the pupil of every pupil’s file that it writes in: there it is noted that it came after its author had left', () => {
    const school = busySchool()
    fc.assert(
      fc.property(drawnArgs, anyone, (args, by) => {
        const declared = new Set(mutation.reads(args).map(({ fileId, id: recordId }) => `${fileId}/${recordId}`))
        const written = school.rehearse(mutation, args, by).changes.filter((record) => fileKindOf(record) === 'pupil')
        expect(written.map(fileOf).filter((file) => !declared.has(`${file}/${file}`))).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  test('never changes an account of what happened', () => {
    const school = busySchool()
    fc.assert(
      fc.property(drawnArgs, anyone, (args, by) => {
        for (const record of school.rehearse(mutation, args, by).changes) {
          if (!accounts.includes(record.kind)) continue
          expect(school.find(record.kind, fileOf(record), record.id)).toBeNull()
        }
      }),
      { numRuns: 100 },
    )
  })

  test('lets someone who has left, or whose role this version does not know, do nothing', () => {
    const school = busySchool()
    const leaver = fc.constantFrom(...roles).map((role) => actor(role, { leftOn: '2026-10-01' }))
    const unknown = fc.constant(caretaker)
    const nobody = fc.constant<Actor>({ personId: id(191), memberships: [] })
    fc.assert(
      fc.property(drawnArgs, fc.oneof(leaver, unknown, nobody), (args, by) => {
        expect(school.rehearse(mutation, args, by).outcome).toEqual({ ok: false, refusal: 'not-permitted' })
      }),
      { numRuns: 60 },
    )
  })

  test('leaves the file of a pupil of another school alone', () => {
    const school = busySchool()
    fc.assert(
      fc.property(drawnArgs, anyone, (args, by) => {
        const { changes } = school.rehearse(mutation, args, by)
        expect(changes.filter((record) => fileOf(record) === stranger)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('tells an officer nothing of a pupil who is not theirs: not even whether there is one', () => {
    // An officer takes referrals, so opening a case is the one act that is theirs for every pupil of the school.
    if (name === 'open-absence-case@1') return
    const school = busySchool()
    const officer = actor('education-welfare-officer', { id: id(199) })
    fc.assert(
      fc.property(drawnArgs, (args) => {
        expect(school.rehearse(mutation, args, officer).outcome).toEqual({ ok: false, refusal: 'not-permitted' })
      }),
      { numRuns: 60 },
    )
  })

  test('is really done by some of the acts drawn here, so that the checks above are not about refusals alone', () => {
    const school = busySchool()
    const someDone = (seed: number) =>
      fc
        .sample(fc.tuple(drawnArgs, anyone), { numRuns: 100, seed })
        .some(([args, by]) => school.rehearse(mutation, args, by).outcome.ok)
    expect(Array.from({ length: 40 }, (_, seed) => seed).some(someDone)).toBe(true)
  })
})
