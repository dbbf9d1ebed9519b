import { z } from 'zod'
import { officeFor, type Answer } from '#client/app/office.ts'
import { HeadingMeaning } from '#domain/register/heading-meaning.ts'
import { markCodes, type MarkCode } from '#domain/register/mark-codes.ts'
import { Instant } from '#domain/time/instant.ts'
import { SchoolDay } from '#domain/time/school-day.ts'

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
  /** Pupils of the file of whom it has marks too, which are taken by themselves. */
  withMarks: z.int(),
})
export type Report = z.infer<typeof Report>

/** One of the first pupils of the file, as the office read it. */
const FirstPupil = z.object({
  line: z.int(),
  forename: z.string(),
  surname: z.string(),
  bornOn: z.string().optional(),
  yearGroup: z.int().nullable().optional(),
  registrationGroup: z.string().nullable().optional(),
  contacts: z.array(z.object({ surname: z.string() })).optional(),
})
export type FirstPupil = z.infer<typeof FirstPupil>

/** Where a mark lands. */
const MarkPlace = z.object({ day: z.string(), session: z.enum(['morning', 'afternoon']) })
export type MarkPlace = z.infer<typeof MarkPlace>

/** One column of a table: its heading, the first cells under it, and what it was read as or may hold. */
const OfferedColumn = z.object({
  heading: z.string(),
  samples: z.array(z.string()),
  suggested: HeadingMeaning.nullable(),
})
export type OfferedColumn = z.infer<typeof OfferedColumn>

/** A column whose heading says its day; `session` is null where its cells hold both marks of the day. */
const DatedColumn = z.object({ day: z.string(), session: z.enum(['morning', 'afternoon']).nullable() })

/** How the columns of a table were read: each heading once, and how many columns say their day themselves. */
const ColumnsRead = z.object({
  columns: z.array(OfferedColumn),
  dated: z.object({ columns: z.int(), first: DatedColumn, last: DatedColumn }).nullable(),
})
export type ColumnsRead = z.infer<typeof ColumnsRead>

/** What taking marks in did, or would do: every count but `pupils` is of marks. */
const MarksReport = z.object({
  format: z.enum(['csv', 'xlsx', 'ctf']),
  layout: z.enum(['long', 'wide', 'strips']),
  encoding: z.string(),
  rows: z.int(),
  accepted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** The first of the changed marks: when each is of, what stood and what stands then. */
  changed: z.array(z.object({ line: z.int(), words: z.string() })),
  /** How many of the changed are put back to what they were before: the file may be an older one. */
  goesBack: z.int(),
  rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
  unknownCodes: z.array(z.object({ written: z.string(), marks: z.int() })),
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
  /** How many strips of a transfer file, or pupils of a table, come to what it states of them. */
  totals: z.object({ agree: z.int(), differ: z.int(), 'not-stated': z.int(), 'not-read': z.int() }).nullable(),
  /** Null where it is no table. */
  columns: ColumnsRead.nullable(),
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

const MarksOutcome = z.object({
  of: z.literal('marks'),
  preview: z.string(),
  report: MarksReport,
  rejectedFile: z.string().nullable(),
})
export type MarksOutcome = z.infer<typeof MarksOutcome>

/** The columns of a file for a person to say what they hold. `message`: why it cannot be read without; null where the person asked for them. */
const ColumnsOutcome = z.object({
  of: z.literal('columns'),
  message: z.string().nullable(),
  columns: z.array(OfferedColumn),
})
export type ColumnsOutcome = z.infer<typeof ColumnsOutcome>

/** What is in the file is told by the office from its headings. */
const Outcome = z.discriminatedUnion('of', [RollOutcome, MarksOutcome])
export type Outcome = z.infer<typeof Outcome>
/** A file that states totals and holds no marks, beside what the marks at the office come to. */
const TotalsOutcome = z.object({
  of: z.literal('totals'),
  report: z.object({
    rows: z.int(),
    agree: z.int(),
    differ: z.array(z.object({ line: z.int(), words: z.string() })),
    rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
    columns: ColumnsRead,
  }),
})
export type TotalsOutcome = z.infer<typeof TotalsOutcome>

const Looked = z.discriminatedUnion('of', [RollOutcome, MarksOutcome, ColumnsOutcome, TotalsOutcome])
export type Looked = z.infer<typeof Looked>

/** What a school says of a heading or a code of its own; of a column of its roll, that it is a grouping. */
const SaidReading = z.discriminatedUnion('of', [
  z.object({ of: z.literal('heading'), written: z.string(), means: HeadingMeaning }),
  z.object({
    of: z.literal('code'),
    written: z.string(),
    means: z.custom<MarkCode>((word) => markCodes.some((code) => code === word)),
    /** The first day of whose marks it is so; absent for as long as there are marks. */
    from: SchoolDay.optional(),
  }),
  z.object({ of: z.literal('roll-heading'), written: z.string(), means: z.literal('grouping') }),
])
export type SaidReading = z.infer<typeof SaidReading>

/** The largest file the office takes, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024

/** A whole roll over a slow line, and the office reading it. */
const PATIENCE_MS = 180_000

/** Asks the office to look at a file, or to import exactly what a look showed. The file goes as it is and stays nowhere on this tablet. */
const sendRoll = <S extends z.ZodType>(
  path: string,
  { file, name = null }: { file: Blob; name?: string | null },
  deviceId: string,
  shape: S,
): Promise<Answer<z.infer<S>>> => {
  const office = officeFor({
    deviceId,
    patience: PATIENCE_MS,
    fetch: (address, init) => {
      const headers = new Headers(init?.headers)
      headers.set('Content-Type', 'application/octet-stream')
      if (name !== null)
        headers.set('X-Doorstep-File-Name', encodeURIComponent(Array.from(name.toWellFormed()).slice(0, 200).join('')))
      return fetch(address, { ...init, headers, body: file })
    },
  })
  return office.post(path, null, shape)
}

/** What of a file is wanted: what its headings say, which of a transfer file is the roll; or its marks alone. */
export type Wanted = 'auto' | 'marks' | 'roll'

const wantedWord = (wanted: Wanted | 'columns'): string => (wanted === 'auto' ? '' : `&of=${wanted}`)

/** What the file would change, or what must be said first to read it; with `columns` only what can be said, whatever it is read as. */
export const lookAtRoll = (
  code: string,
  file: Blob,
  wanted: Wanted | 'columns',
  deviceId: string,
): Promise<Answer<Looked>> =>
  sendRoll(
    `/api/imports/preview?organisation=${encodeURIComponent(code)}${wantedWord(wanted)}`,
    { file },
    deviceId,
    Looked,
  )

const readingsAt = (code: string, end = ''): string =>
  `/api/marks-readings${end}?organisation=${encodeURIComponent(code)}`

/** What the school says of its files of marks. */
export const readingsOf = (code: string, deviceId: string) =>
  officeFor({ deviceId }).get(readingsAt(code), z.object({ readings: z.array(SaidReading) }))

/** From now on the school's files are read so. */
export const sayReadings = (code: string, readings: SaidReading[], deviceId: string) =>
  officeFor({ deviceId }).post(readingsAt(code), { readings }, z.object({ said: z.int() }))

/** From now on they are read as if the school had never said it. */
export const endReading = (code: string, said: SaidReading, deviceId: string) => {
  const { of, written } = said
  const from = of === 'code' ? said.from : undefined
  return officeFor({ deviceId }).post(
    readingsAt(code, '/end'),
    { of, written, ...(from === undefined ? {} : { from }) },
    z.object({ ended: z.literal(true) }),
  )
}

/** One taking in of marks, as the office keeps it: counts are of marks, null where it was before they were kept. */
const PastImport = z.object({
  id: z.string(),
  takenAt: Instant,
  source: z.string(),
  file: z.string().nullable(),
  added: z.int().nullable(),
  changed: z.int().nullable(),
  unchanged: z.int().nullable(),
  /** When the very same file had come in before, first. */
  sameAs: Instant.nullable(),
})
export type PastImport = z.infer<typeof PastImport>

/** The latest takings in of marks of the school. */
export const pastImportsOf = (code: string, deviceId: string) =>
  officeFor({ deviceId }).get(
    `/api/imports?organisation=${encodeURIComponent(code)}`,
    z.object({ imports: z.array(PastImport) }),
  )

/** How a school's marks come from Wonde, and how the last fetching went. */
const Wonde = z.discriminatedUnion('isSetUp', [
  z.object({ isSetUp: z.literal(false) }),
  z.object({
    isSetUp: z.literal(true),
    everyMinutes: z.int(),
    /** `asked`: somebody asked for a fetching that has not begun. */
    now: z.enum(['asked', 'fetching']).nullable(),
    last: z
      .object({
        triedAt: z.string(),
        takenAt: z.string().nullable(),
        fault: z
          .enum(['refused', 'no-such-school', 'unreachable', 'unreadable', 'not-permitted', 'broke-off'])
          .nullable(),
        report: z
          .object({
            accepted: z.int(),
            updated: z.int(),
            unchanged: z.int(),
            pupils: z.int(),
            first: MarkPlace.nullable(),
            last: MarkPlace.nullable(),
          })
          .nullable(),
        /** What was not taken, and not since. */
        rejected: z.array(z.string()),
      })
      .nullable(),
  }),
])
export type Wonde = z.infer<typeof Wonde>
export type WondeFault = NonNullable<NonNullable<Extract<Wonde, { isSetUp: true }>['last']>['fault']>

const wondeAt = (code: string, fetch = ''): string => `/api/wonde${fetch}?organisation=${encodeURIComponent(code)}`

export const wondeOf = (code: string, deviceId: string): Promise<Answer<Wonde>> =>
  officeFor({ deviceId }).get(wondeAt(code), Wonde)

/** Has the office fetch now; it answers at once, and says later how it went. */
export const askForMarks = (code: string, deviceId: string) =>
  officeFor({ deviceId }).post(wondeAt(code, '/fetch'), null, z.object({ asked: z.literal(true) }))

/**
 * Imports the file, if its outcome is still what `preview` named. Its marks keep what it is called. `goesBack`: a person said that the
 * school changed marks back to what they were.
 */
export const importRoll = (
  code: string,
  file: File,
  { preview, wanted, goesBack }: { preview: string; wanted: Wanted; goesBack: boolean },
  deviceId: string,
): Promise<Answer<Outcome>> =>
  sendRoll(
    `/api/imports/apply?organisation=${encodeURIComponent(code)}&preview=${encodeURIComponent(preview)}${wantedWord(wanted)}${goesBack ? '&back=taken' : ''}`,
    { file, name: file.name },
    deviceId,
    Outcome,
  )
