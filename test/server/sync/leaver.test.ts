import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import type { WireMutation } from '#sync/protocol.ts'
import { connectedAs } from '../../support/postgres.ts'
import { actAtOffice, memberOf } from '../../support/small-school.ts'
import { barrier, line, openUpper, pull, push, type Upper } from './upper-school.ts'

let upper: Upper
beforeAll(async () => {
  upper = await openUpper()
}, 90_000)
afterAll(() => upper.store.close())

/** The officer as the office sees them once their last day is noted. What the line below writes is of 20 November. */
const officerWhoLeft = async (on: string): Promise<Actor> => {
  const { school, store, officer } = upper
  const { personId } = officer
  await actAtOffice(store.database, school.administrator, 'change-staff-member@1', {
    organisationId: school.id,
    personId,
    leftOn: { from: lastDay, to: on },
  })
  lastDay = on
  return { personId, memberships: officer.memberships.map((place) => ({ ...place, leftOn: on })) }
}
let lastDay: string | null = null

const resultsOf = async (by: Actor, client: string, ...mutations: WireMutation[]): Promise<(string | null)[]> => {
  await applyPush(upper.around(), by, push(client, ...mutations))
  return (await upper.asked(by, pull(client))).results.map(({ code }) => code)
}

const heldBy = async (by: Actor, file: string) => {
  const answer = await upper.asked(by, pull(crypto.randomUUID(), { want: [{ file, after: null }] }))
  return answer.pages.flatMap((page) => page.put.map(({ body }) => body))
}

/** Who holds a file by a grant, as the tables' owner sees it. */
const holdersOf = async (file: string): Promise<string[]> =>
  connectedAs(upper.store.superuserUrl, async (client) => {
    const { rows } = await client.query<{ person_id: string }>('select person_id from file_grant where file_id = $1', [
      file,
    ])
    return rows.map((row) => row.person_id)
  })

describe('somebody left with work on their tablet that was never sent', () => {
  test('[SPEC P12] what they wrote on or before their last day is taken, under their name; a colleague reads it', async () => {
    const [pupil] = upper.school.pupils
    const officer = await officerWhoLeft('2026-11-20')
    const { client, make } = line()
    const mine = make('add-barrier@1', barrier(pupil!, 'Told on the last afternoon.'))
    expect(await resultsOf(officer, client, mine)).toEqual([null])
    const found = (await heldBy(upper.headOfYear, pupil!.id)).find(
      ({ words }) => words === 'Told on the last afternoon.',
    )
    expect(found).toMatchObject({ by: officer.personId })
  })

  test('[SPEC P12] a worry for the safeguarding lead is taken too, and reaches nobody else', async () => {
    const [pupil] = upper.school.pupils
    const officer = await officerWhoLeft('2026-11-20')
    const threadId = crypto.randomUUID()
    const worry = {
      pupilId: pupil!.id,
      threadId,
      noteId: crypto.randomUUID(),
      urgency: 'now',
      fromNoteId: null,
      words: 'A bruise.',
    }
    const { client, make } = line()
    expect(await resultsOf(officer, client, make('tell-safeguarding-lead@1', worry))).toEqual([null])
    expect(await heldBy(officer, threadId)).toEqual([])
    expect(await heldBy(upper.headOfYear, threadId)).toEqual([])
  })

  test('[SPEC P12] what they wrote more in a thread that they began is taken; it is lent to them for that and no longer', async () => {
    const [pupil] = upper.school.pupils
    const threadId = crypto.randomUUID()
    const worry = { urgency: 'now', fromNoteId: null, words: 'A bruise.' }
    const begun = { pupilId: pupil!.id, threadId, noteId: crypto.randomUUID(), ...worry }
    await actAtOffice(
      upper.store.database,
      upper.officer,
      'tell-safeguarding-lead@1',
      begun,
      '2026-11-19T10:00:00.000Z',
    )
    const officer = await officerWhoLeft('2026-11-20')
    const more = { threadId, noteId: crypto.randomUUID(), words: 'She said who it was.' }
    const { client, make } = line()
    expect(await resultsOf(officer, client, make('add-restricted-note@1', more))).toEqual([null])
    expect(await heldBy(upper.safeguardingLead, threadId)).toContainEqual(
      expect.objectContaining({ id: more.noteId, words: more.words, by: officer.personId }),
    )
    expect(await heldBy(officer, threadId)).toEqual([])
    expect(await holdersOf(threadId)).toEqual([upper.safeguardingLead.personId])
    // Neither in a thread that was never theirs, nor dated after their last day.
    const others = crypto.randomUUID()
    await actAtOffice(
      upper.store.database,
      upper.headOfYear,
      'tell-safeguarding-lead@1',
      { ...begun, threadId: others, noteId: crypto.randomUUID() },
      '2026-11-19T10:00:00.000Z',
    )
    const strange = line()
    const elsewhere = { ...more, threadId: others, noteId: crypto.randomUUID() }
    expect(await resultsOf(officer, strange.client, strange.make('add-restricted-note@1', elsewhere))).toEqual([
      'not-permitted',
    ])
    const late = await officerWhoLeft('2026-11-19')
    const third = line()
    const tooLate = { ...more, noteId: crypto.randomUUID() }
    expect(await resultsOf(late, third.client, third.make('add-restricted-note@1', tooLate))).toEqual(['not-permitted'])
    expect(await holdersOf(threadId)).toEqual([upper.safeguardingLead.personId])
    await officerWhoLeft('2026-11-20')
  })

  test('[SPEC P12] their case was handed on before their tablet came: what they wrote is taken all the same, and they are given nothing', async () => {
    const [, , pupil] = upper.school.pupils
    const { school, store, headOfYear } = upper
    const { personId } = await officerWhoLeft('2026-11-20')
    const handedOn = {
      pupilId: pupil!.id,
      organisationId: school.id,
      caseId: pupil!.caseId,
      clashId: crypto.randomUUID(),
      ownerId: { from: personId, to: headOfYear.personId },
    }
    await actAtOffice(store.database, headOfYear, 'assign-absence-case@1', handedOn, '2026-11-23T08:00:00.000Z')
    const officer = await officerWhoLeft('2026-11-20')
    const { client, make } = line()
    const words = 'The last thing she told me.'
    expect(await resultsOf(officer, client, make('add-barrier@1', barrier(pupil!, words)))).toEqual([null])
    const file = await heldBy(headOfYear, pupil!.id)
    const mine = file.find((record) => record['words'] === words)
    expect(mine).toMatchObject({ by: personId })
    // A reader is told that it came late: what was written before they left, and what a colleague writes, is not marked.
    expect(file.find(({ kind }) => kind === 'pupil')).toMatchObject({
      cameLate: [{ by: personId, recordedAt: mine?.['recordedAt'] }],
    })
    expect(await heldBy(officer, pupil!.id)).toEqual([])
  })

  test('[SPEC P13] an officer who works there still wrote with no signal, and the case was given on since: it is taken, and they are given nothing', async () => {
    const { school, store, headOfYear, officer } = upper
    const [, pupil] = school.pupils
    const back = { organisationId: school.id, personId: officer.personId, leftOn: { from: lastDay, to: null } }
    await actAtOffice(store.database, school.administrator, 'change-staff-member@1', back)
    lastDay = null
    const given = {
      pupilId: pupil!.id,
      organisationId: school.id,
      caseId: pupil!.caseId,
      clashId: crypto.randomUUID(),
      ownerId: { from: officer.personId, to: headOfYear.personId },
    }
    await actAtOffice(store.database, headOfYear, 'assign-absence-case@1', given, '2026-11-20T12:00:00.000Z')
    expect(await heldBy(officer, pupil!.id)).toEqual([])
    const { client, make } = line()
    const words = 'Seen at the door on the way back.'
    expect(await resultsOf(officer, client, make('add-barrier@1', barrier(pupil!, words)))).toEqual([null])
    const file = await heldBy(headOfYear, pupil!.id)
    expect(file).toContainEqual(expect.objectContaining({ words, by: officer.personId }))
    // They have not left: nothing says that they had.
    expect(file.find(({ kind }) => kind === 'pupil')?.['cameLate'] ?? []).not.toContainEqual(
      expect.objectContaining({ by: officer.personId }),
    )
    expect(await heldBy(officer, pupil!.id)).toEqual([])
  })

  test('[SPEC P12] what is dated after their last day is refused, and so is whatever settles who reads or answers', async () => {
    const [pupil] = upper.school.pupils
    const { id: organisationId } = upper.school
    const late = await officerWhoLeft('2026-11-19')
    const first = line()
    const barrierOf = barrier(pupil!, 'A day too late.')
    expect(await resultsOf(late, first.client, first.make('add-barrier@1', barrierOf))).toEqual(['not-permitted'])

    const officer = await officerWhoLeft('2026-11-20')
    const given = {
      pupilId: pupil!.id,
      organisationId,
      caseId: pupil!.caseId,
      clashId: crypto.randomUUID(),
      ownerId: { from: officer.personId, to: upper.headOfYear.personId },
    }
    const { id: personId } = memberOf(organisationId, 'attendance-lead', 'Friend of the leaver')
    const friend = { organisationId, personId, name: 'Friend', role: 'attendance-lead', yearGroups: null }
    const { client, make } = line()
    expect(
      await resultsOf(officer, client, make('assign-absence-case@1', given), make('add-staff-member@1', friend)),
    ).toEqual(['not-permitted', 'not-permitted'])
  })

  test('[SPEC L8] they are given nothing: every file is revoked, the one they just wrote into too', async () => {
    const officer = await officerWhoLeft('2026-11-20')
    const files = upper.school.pupils.map(({ id }) => id)
    const answer = await upper.asked(
      officer,
      pull(crypto.randomUUID(), { cursors: Object.fromEntries(files.map((id) => [id, 1])) }),
    )
    expect(answer.revoked.toSorted()).toEqual(files.toSorted())
    expect(answer).toMatchObject({ files: {}, pages: [], available: [] })
  })

  test('[SPEC P12] in one place only: what they write where they still work is decided as ever', async () => {
    const { elsewhere } = upper
    const stillThere = memberOf(elsewhere.id, 'education-welfare-officer', 'Officer', upper.officer.personId)
    const officer = await officerWhoLeft('2026-11-19')
    const both: Actor = { personId: officer.personId, memberships: [...officer.memberships, stillThere] }
    const { client, make } = line()
    const [here] = upper.school.pupils
    const [there] = elsewhere.pupils
    expect(
      await resultsOf(
        both,
        client,
        make('add-barrier@1', barrier(here!, 'No longer here.')),
        make('tell-safeguarding-lead@1', { pupilId: there!.id }),
      ),
    ).toEqual(['not-permitted', 'bad-arguments'])
  })
})
