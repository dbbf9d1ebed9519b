import { z } from 'zod'
import { officeFor, type Answer } from '#client/app/office.ts'

/** What an import did, or would do, as the office tells it. */
const Report = z.object({
  format: z.enum(['csv', 'xlsx', 'ctf']),
  encoding: z.string(),
  rows: z.int(),
  accepted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
  warnings: z.array(z.object({ line: z.int().nullable(), words: z.string() })),
  extraColumns: z.array(z.string()),
  noteLines: z.array(z.int()),
  notInFile: z.int(),
})
export type Report = z.infer<typeof Report>

/** One of the first pupils of the file, as the office read it. */
const FirstPupil = z.object({
  line: z.int(),
  forename: z.string(),
  surname: z.string(),
  bornOn: z.string(),
  yearGroup: z.int().nullable().optional(),
  registrationGroup: z.string().nullable().optional(),
  contacts: z.array(z.object({ surname: z.string() })).optional(),
})
export type FirstPupil = z.infer<typeof FirstPupil>

/** Where a mark lands. */
const MarkPlace = z.object({ day: z.string(), session: z.enum(['morning', 'afternoon']) })
export type MarkPlace = z.infer<typeof MarkPlace>

/** What taking marks in did, or would do: every count but `pupils` is of marks. */
const MarksReport = z.object({
  format: z.enum(['csv', 'xlsx', 'ctf']),
  layout: z.enum(['long', 'wide', 'strips']),
  encoding: z.string(),
  rows: z.int(),
  accepted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
  warnings: z.array(z.object({ line: z.int().nullable(), words: z.string() })),
  pupils: z.int(),
  first: MarkPlace.nullable(),
  last: MarkPlace.nullable(),
  counts: z.object({
    possible: z.int(),
    attended: z.int(),
    authorised: z.int(),
    unauthorised: z.int(),
    late: z.int(),
  }),
})
export type MarksReport = z.infer<typeof MarksReport>

const RollOutcome = z.object({
  of: z.literal('roll'),
  /** Names exactly this file with this outcome; needed to import it. */
  preview: z.string(),
  report: Report,
  firstPupils: z.array(FirstPupil),
  /** The rejected lines as a CSV file; null when there are none. */
  rejectedFile: z.string().nullable(),
})
export type RollOutcome = z.infer<typeof RollOutcome>

const MarksOutcome = z.object({ of: z.literal('marks'), preview: z.string(), report: MarksReport })

/** What is in the file is told by the office from its headings. */
const Outcome = z.discriminatedUnion('of', [RollOutcome, MarksOutcome])
export type Outcome = z.infer<typeof Outcome>

/** The largest file the office takes, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024

/** A whole roll over a slow line, and the office reading it. */
const PATIENCE_MS = 180_000

/** Asks the office to look at a file, or to import exactly what a look showed. The file goes as it is and stays nowhere on this tablet. */
const sendRoll = (path: string, file: Blob, deviceId: string): Promise<Answer<Outcome>> => {
  const office = officeFor({
    deviceId,
    patience: PATIENCE_MS,
    fetch: (address, init) => {
      const headers = new Headers(init?.headers)
      headers.set('Content-Type', 'application/octet-stream')
      return fetch(address, { ...init, headers, body: file })
    },
  })
  return office.post(path, null, Outcome)
}

/** What the file would change. */
export const lookAtRoll = (code: string, file: Blob, deviceId: string): Promise<Answer<Outcome>> =>
  sendRoll(`/api/imports/preview?organisation=${encodeURIComponent(code)}`, file, deviceId)

/** Imports the file, if its outcome is still what `preview` named. */
export const importRoll = (code: string, file: Blob, preview: string, deviceId: string): Promise<Answer<Outcome>> =>
  sendRoll(
    `/api/imports/apply?organisation=${encodeURIComponent(code)}&preview=${encodeURIComponent(preview)}`,
    file,
    deviceId,
  )
