import { strFromU8, unzipSync } from 'fflate'
import type { ReadFault } from '../roll-row.ts'

/** The XML parts of a workbook that say what is in its cells, by path. */
export type WorkbookParts = ReadonlyMap<string, string>

/**
 * Bytes that the parts may come to when they are unpacked: a year of marks of a large school with a row for each is about 100 MB.
 * A file that is packed to burst says more, and is not unpacked at all.
 */
const MOST_UNPACKED = 256 * 1024 * 1024

/** Pictures, charts, macros and the rest are never unpacked. */
const isWanted = (path: string): boolean =>
  /^xl\/(workbook|sharedStrings|styles)\.xml$|^xl\/_rels\/workbook\.xml\.rels$|^xl\/worksheets\/[^/]+\.xml$/.test(path)

/** Unpacks what is needed of an Excel workbook (`.xlsx`). A zip of something else is no workbook, and a cut one is broken. */
export const openPackage = (
  bytes: Uint8Array,
): { ok: true; parts: WorkbookParts } | { ok: false; fault: ReadFault } => {
  let unpacked = 0
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isWanted(name)) return false
        unpacked += originalSize
        // The parts are unpacked into room of exactly the size they state: one that lies is cut short, and then not well formed.
        return unpacked <= MOST_UNPACKED
      },
    })
    if (unpacked > MOST_UNPACKED) return { ok: false, fault: { why: 'workbook-too-large' } }
    const parts = new Map(Object.entries(files).map(([path, part]) => [path, strFromU8(part)]))
    return parts.has('xl/workbook.xml') ? { ok: true, parts } : { ok: false, fault: { why: 'not-a-workbook' } }
  } catch {
    return { ok: false, fault: { why: 'workbook-broken' } }
  }
}
