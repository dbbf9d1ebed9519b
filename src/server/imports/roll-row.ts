import { z } from 'zod'
import { Phone, Relationship } from '#domain/records/parent.ts'
import { Address, Pupil, SchoolGroup, Sex } from '#domain/records/pupil.ts'
import { Label, YesNoUnknown } from '#domain/records/words.ts'
import { SchoolDay } from '#domain/time/school-day.ts'
import type { SourceLine } from './raw-pupil.ts'

/** One telephone number of a contact, as the file gives it. */
export const RollPhone = Phone.omit({ failing: true })
export type RollPhone = z.infer<typeof RollPhone>

/**
 * One contact of a pupil, as the file gives it. A key that is missing means that the file has no such column, and what
 * the office holds stays; null means that the column is there and empty.
 */
export const RollContact = z.strictObject({
  title: Label.nullable().optional(),
  forename: Label.nullable(),
  surname: Label.min(1),
  relationship: Relationship.optional(),
  parentalResponsibility: YesNoUnknown.optional(),
  livesWithPupil: YesNoUnknown.optional(),
  /** Order in which the school rings, 1 first. */
  priority: z.int().min(1).max(99).optional(),
  phones: z.array(RollPhone).max(10).optional(),
  email: Label.nullable().optional(),
  /** Null when it is the pupil's own. */
  address: Address.nullable().optional(),
  language: Label.nullable().optional(),
})
export type RollContact = z.infer<typeof RollContact>

/**
 * One pupil of a roll, whatever layout and encoding it came in. As for contacts, a missing key means that the file does
 * not speak of it, and null that it says there is none.
 */
export const RollRow = z.strictObject({
  /** The line of the file where this pupil begins, counted from 1 as an editor or a spreadsheet counts it. */
  line: z.int().min(1),
  upn: z.string().max(13).nullable(),
  /** Earlier UPNs that the file names: they prove that a pupil under an old number is the same child. */
  formerUpns: z.array(z.string().max(13)).max(20),
  forename: Label.min(1),
  surname: Label.min(1),
  preferredForename: Label.nullable().optional(),
  preferredSurname: Label.nullable().optional(),
  bornOn: SchoolDay.optional(),
  sex: Sex.optional(),
  yearGroup: Pupil.shape.yearGroup.optional(),
  registrationGroup: Label.nullable().optional(),
  onRollFrom: SchoolDay.nullable().optional(),
  leftOn: SchoolDay.nullable().optional(),
  address: Address.nullable().optional(),
  firstLanguage: Label.nullable().optional(),
  sen: Pupil.shape.sen.optional(),
  freeSchoolMeals: YesNoUnknown.optional(),
  lookedAfter: YesNoUnknown.optional(),
  hasSocialWorker: YesNoUnknown.optional(),
  youngCarer: YesNoUnknown.optional(),
  /** Each of the school's own groupings that the file has, with the group the pupil is in; null for none. */
  schoolGroups: z.array(SchoolGroup.extend({ group: SchoolGroup.shape.group.nullable() })).optional(),
  /** Missing when the file has no contacts at all. */
  contacts: z.array(RollContact).max(30).optional(),
})
export type RollRow = z.infer<typeof RollRow>

/** A row that cannot be taken: where it is, why in plain words (never a name), and its cells as they were, for a file to mend. */
export type RejectedRow = { line: number; reason: string; cells: string[] }

/** Something a person should look at; the row was taken. `line` is null when it is about the whole file. */
export type ImportWarning = { line: number | null; words: string }

/** What a file was found to hold. */
export type Roll = {
  format: 'csv' | 'xlsx' | 'ctf'
  /** How the bytes were read, in words people see: "UTF-8", "Windows-1252". */
  encoding: string
  /** Pupils' lines found, whether they could be taken or not; blank and instruction lines are not counted. */
  rows: number
  pupils: RollRow[]
  rejected: RejectedRow[]
  warnings: ImportWarning[]
  /** Headings of the cells in `rejected`. */
  headings: string[]
  /** Columns that are not a pupil's or a contact's details as we know them: left out, and named. */
  extraColumns: string[]
  /** Lines that were passed over as instructions or notes. */
  noteLines: number[]
  /** The lines each pupil of `pupils` came from, by the pupil's line. */
  sources: Map<number, SourceLine[]>
  /** True when a contact who is not in the file is no longer on the school's list. */
  listsEveryContact: boolean
  /** Of each pupil with marks in the file, the schools (`LLL/EEEE`) whose registers they are of; only a transfer file has any. */
  strips: string[][]
}

/** Why nothing of a file could be read. The list is closed; `sayFault` has the sentence for each. */
export type ReadFault =
  | { why: 'empty' }
  | { why: 'not-text' }
  | { why: 'old-workbook' }
  | { why: 'workbook-broken' }
  | { why: 'workbook-too-large' }
  | { why: 'not-a-workbook' }
  | { why: 'pdf' }
  | { why: 'too-large' }
  | { why: 'too-many-lines' }
  | { why: 'no-heading' }
  | { why: 'missing-columns'; columns: string[] }
  /** Several columns say that they hold the mark of a line: which of them does, only the school can say. */
  | { why: 'marks-twice'; columns: string[] }
  | { why: 'no-pupils' }
  | { why: 'quotes' }
  | { why: 'xml-broken'; line: number }
  | { why: 'xml-doctype' }
  | { why: 'xml-too-deep' }
  | { why: 'not-a-transfer-file' }

export type RollReading = { ok: true; roll: Roll } | { ok: false; fault: ReadFault }

/** The largest file taken, in bytes: twenty times the roll of the largest school in England. */
export const LARGEST_FILE = 20 * 1024 * 1024

/** Pupils, or lines of pupils and contacts, in the largest file taken: reading more would keep the office busy for too long. */
export const MOST_LINES = 40_000

/** One clear sentence for a file that cannot be read. */
export const sayFault = (fault: ReadFault): string => {
  if (fault.why === 'missing-columns')
    return `The file has no column for the ${listWords(fault.columns)}. Add it to the export and try again.`
  if (fault.why === 'marks-twice')
    return `Each of the columns ${fault.columns.map((column) => `“${column.slice(0, 60)}”`).join(', ')} says that it holds the mark, and only one can be read. Say of the others that they are not needed, or leave them out of the export.`
  if (fault.why === 'xml-broken')
    return `The XML breaks off or is not well formed at line ${fault.line}. The file may be cut short: export it again.`
  return sentences[fault.why]
}

const sentences: Record<Exclude<ReadFault['why'], 'missing-columns' | 'marks-twice' | 'xml-broken'>, string> = {
  empty: 'The file is empty.',
  'not-text':
    'The file is not text that can be read. Export the roll again as CSV, or as a Common Transfer File (XML).',
  'old-workbook':
    'This is an old Excel workbook, or one with a password. Open it, choose Save As, Excel Workbook (.xlsx) without a password, and import that file.',
  'workbook-broken':
    'The Excel workbook is broken or cut short. Open it in Excel, save it again, and import that file.',
  'workbook-too-large':
    'The Excel workbook unpacks to more than any school’s roll or register. Save the one sheet that is needed as CSV UTF-8, and import that file.',
  'not-a-workbook': 'This is a zip file and not an Excel workbook. Unpack it, and import the file that is in it.',
  pdf: 'This is a PDF. Export the roll as CSV, or as a Common Transfer File (XML).',
  'too-large':
    'The file is larger than 20 MB, which is more than is taken at once. Check that it is the right file; marks can be exported a term at a time.',
  'too-many-lines':
    'The file has more lines than are taken at once. Check that it is the right file; marks can be exported a term at a time.',
  'no-heading':
    'No row of headings was found. The file needs one with the forename, surname and date of birth of each pupil.',
  quotes:
    'Quotation marks in the file are opened and not closed in many places, so its cells cannot be told apart. Export it again.',
  'no-pupils': 'The file has headings but no pupils.',
  'xml-doctype':
    'The XML has a document type or entities of its own. A Common Transfer File has neither, so it was not read.',
  'xml-too-deep': 'The XML is nested deeper, or holds a longer text, than any Common Transfer File. It was not read.',
  'not-a-transfer-file': 'This XML is not a Common Transfer File: it has no CTFpupilData or ATFpupilData.',
}

const listWords = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
