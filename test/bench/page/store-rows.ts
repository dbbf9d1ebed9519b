import type { RecordRow } from '#client/store/tables.ts'
import { alternate, timed } from '../alternate.ts'
import { inventFiles, LONG_FILES, type InventedFile } from '../invented-files.ts'
import type { Runs } from '../measured.ts'
import { heldRow, openRaw } from './raw-store.ts'
import { openSealed } from './sealed-store.ts'

const place = {
  organisationId: '6f1d2f0a-0b5e-4c7e-8a51-1d2b7c9e4f10',
  ownerId: '0c9a6a52-7d3b-4b1f-9a34-5e8f2d1c7b60',
}

const rowsOf = (files: readonly InventedFile[]): RecordRow[] =>
  files.flatMap((file) => file.records.map((record) => heldRow(file.pupilId, record)))

/** Puts 20,000 records into an empty store, in one transaction. */
export const putRecords = async (times: number): Promise<Runs> => {
  const rows = rowsOf(inventFiles(place))
  const raw = await openRaw('bench-raw')
  const sealed = await openSealed('bench-sealed')
  return alternate(
    times,
    async () => {
      await sealed.records.clear()
      return timed(() => sealed.transaction('rw!', [sealed.records], () => sealed.records.bulkPut(rows)))
    },
    async () => {
      await raw.clear()
      return timed(() => raw.put(rows))
    },
  )
}

/** A sealed and a raw store holding the same 20,000 records. */
const filled = async () => {
  const files = inventFiles(place)
  const rows = rowsOf(files)
  const raw = await openRaw('bench-raw')
  await raw.put(rows)
  const sealed = await openSealed('bench-sealed')
  await sealed.records.bulkPut(rows)
  return { files, raw, sealed }
}

/** Cases read in one run, so that a run lasts long enough to be told from noise. */
const CASES = 20

/** Reads the 50 records of one case; the figure is for one of them. */
export const readCase = async (times: number): Promise<Runs> => {
  const { files, raw, sealed } = await filled()
  let turn = 0
  const next = (): string[] => {
    turn += 1
    return Array.from({ length: CASES }, (_, at) => files[(turn * CASES + at) % LONG_FILES]?.pupilId ?? '')
  }
  const each = async (read: (file: string) => Promise<unknown[]>): Promise<number> => {
    const chosen = next()
    const whole = await timed(async () => {
      for (const file of chosen) expectRows(await read(file), 50)
    })
    return whole / CASES
  }
  return alternate(
    times,
    () => each((file) => sealed.records.where('fileId').equals(file).toArray()),
    () => each((file) => raw.readAll('fileId', file)),
  )
}

/** Reads the 2,000 rows that a caseload is drawn from first: its pupils. */
export const readCaseload = async (times: number): Promise<Runs> => {
  const { raw, sealed } = await filled()
  return alternate(
    times,
    () => timed(async () => expectRows(await sealed.records.where('kind').equals('pupil').toArray(), 2000)),
    () => timed(async () => expectRows(await raw.readAll('kind', 'pupil'), 2000)),
  )
}

/** A bench that reads nothing is quick; it must not count. */
const expectRows = (rows: readonly unknown[], count: number): void => {
  if (rows.length !== count) throw new Error(`Read ${rows.length} rows instead of ${count}.`)
}
