import type { z } from 'zod'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { mutate } from '#client/store/mutate.ts'
import { takeAnswer } from '#client/store/take-answer.ts'
import { nextPull, syncMeta } from '#client/store/waiting.ts'
import { writeMeta } from '#client/store/meta.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import { logContact } from '#domain/mutations/log-contact.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { machineClock } from '#domain/time/instant.ts'
import { ROOT } from '#sync/chain.ts'
import { PullAnswer } from '#sync/protocol.ts'
import { alternate, timed } from '../alternate.ts'
import { inventFiles, type InventedFile } from '../invented-files.ts'
import type { Runs } from '../measured.ts'
import { heldRow, openRaw } from './raw-store.ts'
import { openSealed } from './sealed-store.ts'

const organisationId = '6f1d2f0a-0b5e-4c7e-8a51-1d2b7c9e4f10'
const personId = '0c9a6a52-7d3b-4b1f-9a34-5e8f2d1c7b60'
const epoch = '3b0c8f1e-5a44-4c02-9d7e-8e4f9f6a2b11'

const actor: Actor = {
  personId,
  memberships: [
    {
      kind: 'staff-member',
      id: personId,
      organisationId,
      name: 'Asha Patel',
      role: 'attendance-lead',
      yearGroups: null,
      leftOn: null,
    },
  ],
}

const words = 'Spoke with Mum. The bus is full by the time it reaches their stop, so he walks and then he is late.'

const noteFor = (file: InventedFile): z.input<typeof logContact.args> => ({
  actId: crypto.randomUUID(),
  happenedOn: '2026-09-29',
  happenedAt: '14:05',
  means: 'phone-out',
  result: 'spoke',
  durationMinutes: 6,
  startedBy: 'school',
  participants: [],
  numberUsed: null,
  interpreter: 'none',
  facts: words,
  opinion: '',
  familyView: words,
  schoolView: '',
  positive: false,
  warningGiven: 'none',
  confidentialSource: false,
  safeguarding: { concern: 'none', reference: '' },
  children: [
    {
      pupilId: file.pupilId,
      organisationId,
      caseId: file.caseId,
      noteId: crypto.randomUUID(),
      childWords: 'Not today.',
    },
  ],
})

/** A tablet that holds these files whole, as after its first sync. */
const tabletHolding = async (files: readonly InventedFile[]): Promise<DoorstepDatabase> => {
  const db = await openSealed('bench-sealed')
  await writeMeta(db, syncMeta.device, crypto.randomUUID())
  const question = await nextPull(
    db,
    files.map((file) => file.pupilId),
  )
  const answer: PullAnswer = {
    ...nothingNew(),
    pages: files.map((file) => ({
      file: file.pupilId,
      head: 1,
      start: true,
      put: file.records.map((record) => wireRow(record, 1)),
      del: [],
      after: null,
      done: true,
    })),
  }
  const { outcome } = await takeAnswer(db, question, answer, { by: actor, find: mutationNamed, now: machineClock() })
  if (outcome !== 'taken') throw new Error(`The first answer was not taken: ${outcome}`)
  return db
}

const nothingNew = (): PullAnswer => ({
  epoch,
  lmid: 0,
  chain: ROOT,
  durable: 0,
  files: {},
  pages: [],
  available: [],
  revoked: [],
  results: [],
  more: false,
  now: machineClock(),
})

const wireRow = (record: InventedFile['records'][number], version: number) => ({
  id: record.id,
  version,
  receivedAt: '2026-09-29T14:06:00.000Z',
  reference: '7F3A',
  body: record,
})

/** Saves in one run; the figure is for one of them. */
const SAVES = 10

const save = async (db: DoorstepDatabase, file: InventedFile): Promise<void> => {
  const saved = await mutate(db, logContact, noteFor(file), {
    uid: crypto.randomUUID(),
    by: actor,
    clock: machineClock,
  })
  if (!saved.ok) throw new Error('The note was not saved.')
}

/** Saves a note about a pupil: arguments checked, rules applied, record, pre-image, case and queue kept, on disk. */
export const saveNote = async (times: number): Promise<Runs> => {
  const files = inventFiles({ organisationId, ownerId: personId, pupils: 20, records: 200 })
  const db = await tabletHolding(files)
  const raw = await openRaw('bench-raw')
  const each = async (keep: (file: InventedFile) => Promise<void>): Promise<number> => {
    const whole = await timed(async () => {
      for (const file of files.slice(0, SAVES)) await keep(file)
    })
    return whole / SAVES
  }
  return alternate(
    times,
    () => each((file) => save(db, file)),
    () =>
      each((file) => {
        const note = noteFor(file)
        const queued = { fileId: file.pupilId, id: crypto.randomUUID(), kind: 'queued', version: 0, waiting: 1, note }
        return raw.put([{ ...queued, id: crypto.randomUUID(), kind: 'contact-note' }, queued])
      }),
  )
}

/** Takes an answer of 200 changed records while 20 notes wait to be sent: undone, taken, replayed. */
export const pullWithWaiting = async (times: number): Promise<Runs> => {
  const files = inventFiles({ organisationId, ownerId: personId, pupils: 20, records: 200 })
  const db = await tabletHolding(files)
  const raw = await openRaw('bench-raw')
  for (const file of files) await save(db, file)
  let version = 1
  const text = (): string => {
    version += 1
    const patches = files.map((file) => [
      file.pupilId,
      { from: version - 1, to: version, reset: false, put: file.records.map((one) => wireRow(one, version)), del: [] },
    ])
    return JSON.stringify({ ...nothingNew(), files: Object.fromEntries(patches) })
  }
  const runs = await alternate(
    times,
    async () => {
      const question = await nextPull(db, [])
      const heard = text()
      return timed(async () => {
        const answer = PullAnswer.parse(JSON.parse(heard))
        const { outcome } = await takeAnswer(db, question, answer, {
          by: actor,
          find: mutationNamed,
          now: machineClock(),
        })
        if (outcome !== 'taken') throw new Error(`The answer was not taken: ${outcome}`)
      })
    },
    async () => {
      const heard = text()
      version -= 1
      return timed(async () => {
        const answer: PullAnswer = JSON.parse(heard)
        await raw.put(
          Object.entries(answer.files).flatMap(([file, patch]) =>
            patch.put.map((row) => heldRow(file, { ...row.body, id: row.id }, row.version)),
          ),
        )
      })
    },
  )
  if ((await db.outbox.count()) !== files.length) throw new Error('What waited was not kept.')
  return runs
}
