import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Database } from '#server/store/database.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import type { PullAnswer } from '#sync/protocol.ts'
import { actAtOffice } from '../../support/small-school.ts'
import { barrier, callAbout, line, openUpper, pull, push, type Upper } from './upper-school.ts'

let upper: Upper
let school: Upper['school']
let officer: Upper['officer']
beforeAll(async () => {
  upper = await openUpper()
  ;({ school, officer } = upper)
}, 90_000)
afterAll(() => upper.store.close())

/** What stands in `words` of every barrier of an answer. */
const wordsIn = ({ files, pages }: PullAnswer): string[] =>
  [...Object.values(files), ...pages]
    .flatMap(({ put }) => put)
    .flatMap(({ body }) => (typeof body['words'] === 'string' ? [body['words']] : []))

describe('pull', () => {
  test.each([1, 2, 3, 4, 5])(
    '[SPEC L1] says of one moment where the line is and what the files hold: an act taken after its %i. question is in neither',
    async (place) => {
      const [one, two] = school.pupils
      const { client, make } = line()
      const held = await upper.asked(
        officer,
        pull(client, { want: [one!, two!].map(({ id }) => ({ file: id, after: null })) }),
      )
      const cursors = Object.fromEntries(held.pages.map(({ file, head }) => [file, head]))
      const words = `said after question ${place}`
      let asked = 0
      const meanwhile: Database = {
        ...upper.store.database,
        read: (scope, run) =>
          upper.store.database.read(scope, (tx) =>
            run({
              ...tx,
              // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- As the transaction itself has it.
              query: async <R>(text: string, values?: readonly unknown[]) => {
                const answer = await tx.query<R>(text, values)
                asked += 1
                if (asked === place)
                  await applyPush(upper.around(), officer, push(client, make('add-barrier@1', barrier(one!, words))))
                return answer
              },
            }),
          ),
      }
      const question = pull(client, { epoch: held.epoch, cursors, made: 1 })
      const answer = await answerPull({ ...upper.around(), database: meanwhile }, officer, question)
      if (answer === 'other-person') throw new Error('The line is another person’s.')
      expect(asked).toBeGreaterThanOrEqual(place)
      expect({ lmid: answer.lmid, words: wordsIn(answer), results: answer.results }).toEqual({
        lmid: 0,
        words: [],
        results: [],
      })
      const next = await upper.asked(officer, question)
      expect({ lmid: next.lmid, words: wordsIn(next), results: next.results.length }).toEqual({
        lmid: 1,
        words: [words],
        results: 1,
      })
    },
  )

  test('[SPEC L4] an act on several files comes in one answer, with every held file that changed', async () => {
    const [one, two, three] = school.pupils
    const { client, make } = line()
    const wanted = [one!, two!, three!]
    const held = await upper.asked(officer, pull(client, { want: wanted.map(({ id }) => ({ file: id, after: null })) }))
    const cursors = Object.fromEntries(held.pages.map(({ file, head }) => [file, head]))
    const visit = make('log-contact@1', callAbout([one!, two!], school.id, 'Both stay with their grandmother.'))
    await applyPush(upper.around(), officer, push(client, visit, make('add-barrier@1', barrier(three!, 'no coat'))))
    // However few rows are asked for: a limit is for first loads.
    const answer = await upper.asked(officer, pull(client, { epoch: held.epoch, cursors, limit: 1 }))
    expect(Object.keys(answer.files).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
    for (const { id } of [one!, two!])
      expect(JSON.stringify(answer.files[id]!.put)).toContain('Both stay with their grandmother.')
  })

  test('[SPEC L5] a first load can stop after any row and go on from there, and misses nothing that changed meanwhile', async () => {
    const pupil = school.pupils[0]!
    const { client, make } = line()
    await applyPush(
      upper.around(),
      officer,
      push(
        client,
        ...Array.from({ length: 12 }, (_, place) => make('add-barrier@1', barrier(pupil, `barrier ${place}`))),
      ),
    )
    const whole = (await upper.asked(officer, pull(client, { want: [{ file: pupil.id, after: null }] }))).pages[0]!
    expect(whole.done).toBe(true)

    const seen = new Map<string, unknown>()
    let after: { version: number; id: string } | null = null
    let pages = 0
    for (let done = false; !done; pages += 1) {
      const epoch: string = (await upper.asked(officer, pull(client))).epoch
      const page: PullAnswer['pages'][number] = (
        await upper.asked(officer, pull(client, { epoch, limit: 2, want: [{ file: pupil.id, after }] }))
      ).pages[0]!
      expect(page.start).toBe(after === null)
      for (const row of page.put) seen.set(row.id, row.body)
      ;({ after, done } = page)
      if (pages === 3)
        await applyPush(upper.around(), officer, push(client, make('add-barrier@1', barrier(pupil, 'came in between'))))
    }
    expect(pages).toBeGreaterThan(6)
    expect(seen.size).toBe(whole.put.length + 1)
    expect([...seen.values()].some((body) => JSON.stringify(body).includes('came in between'))).toBe(true)
  })

  test('[SPEC L2] a cursor above the version, below the floor or of another epoch resets that file alone', async () => {
    const [one, two] = school.pupils
    const { client } = line()
    const start = await upper.asked(
      officer,
      pull(client, { want: [one!, two!].map(({ id }) => ({ file: id, after: null })) }),
    )
    const heads = Object.fromEntries(start.pages.map((page) => [page.file, page.head]))
    const same = await upper.asked(officer, pull(client, { epoch: start.epoch, cursors: heads }))
    expect(same.files).toEqual({})
    const ahead = await upper.asked(
      officer,
      pull(client, { epoch: start.epoch, cursors: { ...heads, [one!.id]: heads[one!.id]! + 1 } }),
    )
    expect(Object.keys(ahead.files)).toEqual([one!.id])
    expect(ahead.files[one!.id]).toMatchObject({ reset: true, from: null, to: heads[one!.id] })
    const another = await upper.asked(officer, pull(client, { epoch: crypto.randomUUID(), cursors: heads }))
    expect(Object.values(another.files).every((patch) => patch.reset)).toBe(true)
    expect(Object.keys(another.files)).toHaveLength(2)
  })

  test('[SPEC L6] files of another school are neither available nor told apart from files that do not exist', async () => {
    const { client } = line()
    const strange = upper.elsewhere.pupils[0]!.id
    const random = crypto.randomUUID()
    const answer = await upper.asked(officer, pull(client, { cursors: { [strange]: 1, [random]: 1 } }))
    expect(answer.revoked.toSorted()).toEqual([strange, random].toSorted())
    expect(answer.available).not.toContain(strange)
    expect((await upper.asked(officer, pull(client, { want: [{ file: strange, after: null }] }))).pages).toEqual([])
    expect(JSON.stringify(answer)).not.toContain('Other')
  })

  test('[SPEC W1] a leaver is offered nothing, and what they held is revoked', async () => {
    const [one] = school.pupils
    const { client } = line()
    const held = await upper.asked(upper.headOfYear, pull(client, { want: [{ file: one!.id, after: null }] }))
    const member = upper.headOfYear.memberships[0]!
    const leave = (from: string | null, to: string | null) =>
      actAtOffice(upper.store.database, school.administrator, 'change-staff-member@1', {
        organisationId: school.id,
        personId: member.id,
        leftOn: { from, to },
      })
    await leave(null, '2026-11-19')
    const left = await upper.asked(
      { ...upper.headOfYear, memberships: [{ ...member, leftOn: '2026-11-19' }] },
      pull(client, { epoch: held.epoch, cursors: { [one!.id]: held.pages[0]!.head } }),
    )
    expect(left).toMatchObject({ available: [], revoked: [one!.id], files: {} })
    await leave('2026-11-19', null)
  })
})
