import { randomUUID } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { machineClock } from '#domain/time/instant.ts'
import { readConfig } from '../config.ts'
import type { Database } from '../store/database.ts'
import { StartFault } from '../start-fault.ts'
import { isPassingFault } from '../store/database.ts'
import { openPokes, type Pokes } from '../sync/pokes.ts'
import { findOrganisation } from '../store/find-organisation.ts'
import { importActor } from './import-actor.ts'
import { rejectedCsv } from './import-report.ts'
import { applyFile, previewFile, type FileDone, type NotTaken } from './import-file.ts'
import { fetchMarks, previewFetch, type Fetched } from './wonde/fetch-marks.ts'
import type { TotalsReport } from './marks/compare-totals.ts'
import { sayTotals } from './marks/say-totals.ts'
import { sayMarksReport } from './marks/say-marks-report.ts'
import { openBesideOffice } from '../store/open-beside-office.ts'
import { LARGEST_FILE, sayFault } from './roll-row.ts'
import { sayReport } from './say-report.ts'

const USAGE = `Usage: npm run import -- [--dry-run] [--json] [--rejected FILE] [--marks] --org CODE FILE
       npm run import -- [--dry-run] [--json] --org CODE --wonde

Takes in a school's roll, or its marks where the file's headings speak of them; or fetches its marks from Wonde.

  --org CODE       the school's code
  --dry-run        say what would change, and change nothing
  --json           print only { rows, accepted, updated, unchanged, rejected } as JSON
  --rejected FILE  write the rejected lines there as CSV, with the reason of each
  --marks          take the marks of a Common Transfer File, not its pupils
  --wonde          fetch the marks that are new at Wonde, as the office does by itself (WONDE_TOKEN, WONDE_SCHOOLS)
`

/** Exit codes: 0 done, 1 nothing was changed, 2 wrongly called. */
type Ended = { code: 0 | 1 | 2; out?: string; error?: string }

const wronglyCalled = (sentence: string): Ended => ({ code: 2, error: `${sentence}\n\n${USAGE}` })
const nothingChanged = (sentence: string): Ended => ({ code: 1, error: `${sentence} Nothing was changed.\n` })

const run = async (args: string[]): Promise<Ended> => {
  const called = readArguments(args)
  if ('error' in called) return wronglyCalled(called.error)
  if (called.file === null) return fetchFromWonde(called)
  const file = await readRollFile(called.file)
  if ('error' in file) return nothingChanged(file.error)

  const opened = await openBesideOffice(readConfig(process.env))
  try {
    const organisationId = await findOrganisation(opened.database, called.org)
    if (organisationId === null) return nothingChanged('There is no school here with that code.')
    const request = {
      bytes: file.bytes,
      organisationId,
      by: importActor('command', organisationId),
      clock: machineClock,
      newId: randomUUID,
    }
    const wanted = called.marks ? 'marks' : 'auto'
    const outcome = called.dryRun
      ? await previewFile(opened.database, request, wanted)
      : await tellingTablets(opened.database, (poke) =>
          applyFile(opened.database, { ...request, fileName: called.file }, wanted, poke),
        )
    if (!outcome.ok) return nothingChanged(sayFailure(outcome))
    if (outcome.of === 'columns') return nothingChanged(outcome.fault === null ? NO_MARKS : sayFault(outcome.fault))
    if (outcome.of === 'totals')
      return { code: 0, out: called.json ? totalsAsJson(outcome.report) : sayTotals(outcome.report) }
    if (called.rejected !== null)
      await writeFile(called.rejected, rejectedCsv(outcome.headings, outcome.rejectedRows), { mode: 0o600 })
    if (called.json) return { code: 0, out: asJson(outcome) }
    const { dryRun } = called
    const out = outcome.of === 'marks' ? sayMarksReport(outcome.report, dryRun) : sayReport(outcome.report, dryRun)
    return { code: 0, out }
  } finally {
    await opened.close()
  }
}

const wondeFaults: Record<Extract<Fetched, { ok: false }>['why'], string> = {
  refused: 'Wonde refused: the token is not known there, or the school has not approved it for marks.',
  'no-such-school': 'Wonde knows no school by the name in WONDE_SCHOOLS.',
  unreachable: 'Wonde could not be reached, or asked to be left alone for now.',
  unreadable: 'Wonde answered with something that is not understood.',
  'not-permitted': 'This may not be imported here.',
}

const fetchFromWonde = async ({ org, dryRun, json }: Called): Promise<Ended> => {
  const config = readConfig(process.env)
  const wondeId = config.wonde?.schools.get(org)
  if (config.wonde === null || wondeId === undefined)
    return nothingChanged('WONDE_TOKEN and WONDE_SCHOOLS must be set, and name this school.')
  const { wonde: access } = config
  const opened = await openBesideOffice(config)
  try {
    const { database } = opened
    const organisationId = await findOrganisation(database, org)
    if (organisationId === null) return nothingChanged('There is no school here with that code.')
    const parts = { database, access, clock: machineClock }
    const fetched = dryRun
      ? await previewFetch(parts, { organisationId, wondeId })
      : await tellingTablets(database, (poke) =>
          fetchMarks(parts, { organisationId, wondeId }, { isByHand: true, poke }),
        )
    if (!fetched.ok) return nothingChanged(wondeFaults[fetched.why])
    return { code: 0, out: json ? asJson(fetched) : sayMarksReport(fetched.report, dryRun) }
  } finally {
    await opened.close()
  }
}

/** `file` is null where the marks are to be fetched. */
type Called = {
  org: string
  file: string | null
  dryRun: boolean
  json: boolean
  marks: boolean
  rejected: string | null
}

const readArguments = (args: string[]): Called | { error: string } => {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        org: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        marks: { type: 'boolean', default: false },
        rejected: { type: 'string' },
        wonde: { type: 'boolean', default: false },
      },
    })
    const [file, ...more] = positionals
    if (values.org === undefined) return { error: 'Say which school with --org CODE.' }
    if (values.wonde && (file !== undefined || values.marks || values.rejected !== undefined))
      return { error: 'What is fetched from Wonde needs no file.' }
    if ((file === undefined && !values.wonde) || more.length > 0) return { error: 'Name one file.' }
    return {
      org: values.org,
      file: file ?? null,
      dryRun: values['dry-run'],
      json: values.json,
      marks: values.marks,
      rejected: values.rejected ?? null,
    }
  } catch {
    return { error: 'One of the options is not known, or has no value.' }
  }
}

const readRollFile = async (path: string): Promise<{ bytes: Uint8Array } | { error: string }> => {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_FILE) return { error: sayFault({ why: 'too-large' }) }
    return { bytes: await readFile(path) }
  } catch {
    return { error: 'The file cannot be opened: check that it is there and that you may read it.' }
  }
}

/** Imports, and tells the tablets that are connected to a running office. */
const tellingTablets = async <T>(database: Database, act: (poke: Pokes['poke']) => Promise<T>): Promise<T> => {
  const pokes = await openPokes(database)
  try {
    return await act(pokes.poke)
  } finally {
    // Hints gather for a moment before they leave; a lost one costs a tablet one polling interval.
    await wait(100)
    await pokes.close()
  }
}

const NO_MARKS =
  'The file has no marks: it needs a column for the day, the session and the mark, or a column for each session.'

const sayFailure = (failed: NotTaken): string => {
  switch (failed.why) {
    case 'unreadable':
      return sayFault(failed.fault)
    case 'no-marks':
      return NO_MARKS
    case 'not-permitted':
      return 'This may not be imported here.'
    case 'changed-since-preview':
    case 'goes-back':
    case 'refused':
      return 'The office could not take this file.'
  }
}

const asJson = ({ report: { rows, accepted, updated, unchanged, rejected } }: Pick<FileDone, 'report'>): string =>
  `${JSON.stringify({ rows, accepted, updated, unchanged, rejected })}\n`

/** Nothing is taken from totals: those that agree are unchanged, those that differ are rejected with both figures. */
const totalsAsJson = ({ rows, agree, differ, rejected }: TotalsReport): string =>
  `${JSON.stringify({
    rows,
    accepted: 0,
    updated: 0,
    unchanged: agree,
    rejected: [...rejected, ...differ.map(({ line, words }) => ({ line, reason: words }))],
  })}\n`

const ended = await run(process.argv.slice(2)).catch((error: unknown): Ended => {
  if (error instanceof StartFault) return nothingChanged(error.message)
  if (isPassingFault(error)) return nothingChanged('The database was busy or went away.')
  throw error
})
if (ended.error !== undefined) process.stderr.write(ended.error)
if (ended.out !== undefined) process.stdout.write(ended.out)
process.exitCode = ended.code
