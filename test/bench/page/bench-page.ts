import { pullWithWaiting, saveNote } from './casework-rows.ts'
import { firstSync } from './first-sync.ts'
import { firstSearch, search } from './search-row.ts'
import { putRecords, readCase, readCaseload } from './store-rows.ts'

/** The rows that are measured inside a page, for main.ts to call. The page draws nothing. */
const bench = { putRecords, readCase, readCaseload, saveNote, firstSync, pullWithWaiting, search, firstSearch }

export type Bench = typeof bench

declare global {
  interface Window {
    bench: Bench
  }
}

window.bench = bench
