import sax from 'sax'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { rawPupilFromElement } from './ctf-pupil.ts'
import { takePupil } from './take-pupil.ts'
import type { Encoding } from './read-text.ts'
import { MOST_LINES, type ReadFault, type Roll, type RollReading } from './roll-row.ts'
import { childOf, childrenOf, textAt, type XmlElement } from './xml-element.ts'

/** Limits far above any real file: a real one is eight deep, and its longest text is a line of an address. */
const DEEPEST = 40
const LONGEST_TEXT = 20_000
const MOST_ELEMENTS = 20_000
/** Pieces of the text given to the parser at a time, so that a fault stops it early. */
const PIECE = 65_536

/** Parts of a pupil that say nothing of who the pupil is, and are the bulk of a file. */
const passedOver = new Set(['StageAssessments', 'Exclusions'])

/**
 * Reads the pupils of a Common Transfer File (or of the admissions file of the same shape), any version: elements that are not
 * known are ignored, `Sex` and `Gender` are both read. A document type is refused, so there is nothing to expand; each
 * pupil is let go before the next is read. Marks are only counted, and read by `marks/read-strips.ts`.
 */
export const readCtf = (text: string, encoding: Encoding, today: SchoolDay): RollReading => {
  const raws = readPupilElements(text, passedOver, (pupil, line) => ({
    raw: rawPupilFromElement(pupil, line),
    strips: schoolsOfStrips(pupil),
    saysMore: saysWhyOrWhence(pupil),
  }))
  if (!raws.ok) return raws
  const roll: Roll = {
    format: 'ctf',
    encoding,
    rows: raws.pupils.length,
    pupils: [],
    rejected: [],
    warnings: [],
    headings: ['UPN', 'Surname', 'Forename', 'Date of birth'],
    extraColumns: [],
    noteLines: [],
    sources: new Map(),
    listsEveryContact: true,
    strips: [],
  }
  for (const { raw, strips } of raws.pupils) {
    takePupil(roll, raw, today)
    if (strips.length > 0) roll.strips.push(strips)
  }
  const unread = raws.pupils.filter(({ saysMore }) => saysMore).length
  if (unread > 0) roll.warnings.push({ line: null, words: sayUnread(unread) })
  return { ok: true, roll }
}

/** True when the file says which school a pupil went to last, or why they left one. */
const saysWhyOrWhence = (pupil: XmlElement): boolean =>
  childrenOf(childOf(pupil, 'SchoolHistory'), 'School').some(
    (school) =>
      (textAt(school, 'LeavingReason') ?? '') !== '' ||
      ['true', '1', 'y', 'yes'].includes((textAt(school, 'LastSchool') ?? '').toLowerCase()),
  )

/**
 * Its reasons for leaving are not the grounds of the regulations, and a return to the council rests on what a person says of a coming or
 * leaving (`records/school-move.ts`): neither is taken from a file.
 */
const sayUnread = (pupils: number): string =>
  `Of ${pupils === 1 ? '1 pupil' : `${pupils} pupils`} the file names the last school or a reason for leaving. These were not read: whoever prepares the returns to the council says them there.`

/**
 * Reads each `Pupil` of a transfer file with `read` and lets it go before the next. Elements named in `passed` are passed over
 * with all that is in them.
 */
export const readPupilElements = <P>(
  text: string,
  passed: ReadonlySet<string>,
  read: (pupil: XmlElement, line: number) => P,
): { ok: true; pupils: P[] } | { ok: false; fault: ReadFault } => {
  const parser = sax.parser(true)
  const pupils: P[] = []
  /** The open elements of the pupil being read; empty outside one. */
  let open: XmlElement[] = []
  let pupilLine = 0
  let depth = 0
  let elements = 0
  let passingFrom = 0
  let inPupilData = 0
  let isTransferFile = false
  const faults: ReadFault[] = []
  const stop = (found: ReadFault) => faults.push(found)

  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- sax's parser has only these
  parser.onerror = () => stop({ why: 'xml-broken', line: parser.line + 1 })
  parser.ondoctype = () => stop({ why: 'xml-doctype' })
  parser.onopentag = (tag) => {
    if (faults.length > 0) return
    depth += 1
    const name = localName(tag.name)
    if (depth > DEEPEST) stop({ why: 'xml-too-deep' })
    if (passingFrom > 0) return
    if (open.length > 0) {
      elements += 1
      if (elements > MOST_ELEMENTS) stop({ why: 'xml-too-deep' })
      if (passed.has(name)) {
        passingFrom = depth
        return
      }
      const element: XmlElement = { name, text: '', children: [] }
      open.at(-1)?.children.push(element)
      open.push(element)
    } else if (name === 'CTFpupilData' || name === 'ATFpupilData') {
      isTransferFile = true
      inPupilData = depth
    } else if (name === 'Pupil' && inPupilData > 0 && depth === inPupilData + 1) {
      pupilLine = parser.line + 1
      elements = 0
      open = [{ name, text: '', children: [] }]
    }
  }
  const addText = (piece: string) => {
    const element = open.at(-1)
    if (faults.length > 0 || !element || passingFrom > 0) return
    element.text += piece
    if (element.text.length > LONGEST_TEXT) stop({ why: 'xml-too-deep' })
  }
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- as above
  parser.ontext = addText
  parser.oncdata = addText
  parser.onclosetag = () => {
    if (faults.length > 0) return
    if (passingFrom === depth) passingFrom = 0
    else if (passingFrom === 0 && open.length > 0) {
      const closed = open.pop()
      if (closed && open.length === 0) pupils.push(read(closed, pupilLine))
      if (pupils.length > MOST_LINES) stop({ why: 'too-many-lines' })
    } else if (depth === inPupilData) inPupilData = 0
    depth -= 1
  }

  for (let at = 0; at < text.length && faults.length === 0; at += PIECE) parser.write(text.slice(at, at + PIECE))
  if (faults.length === 0) parser.close()
  const [fault] = faults
  if (fault) return { ok: false, fault }
  if (!isTransferFile) return { ok: false, fault: { why: 'not-a-transfer-file' } }
  return pupils.length === 0 ? { ok: false, fault: { why: 'no-pupils' } } : { ok: true, pupils }
}

/** The schools (`LLL/EEEE`) whose register has marks of a pupil in the file, one for each row of marks. */
const schoolsOfStrips = (pupil: XmlElement): string[] =>
  childrenOf(childOf(pupil, 'Attendance'), 'YearData').flatMap((year) =>
    textAt(year, 'AttendSessions', 'AttendanceMarks') === undefined ? [] : [schoolOfYear(year)],
  )

/** The school that a year of attendance is of, as `LLL/EEEE`. */
export const schoolOfYear = (year: XmlElement): string => `${textAt(year, 'LEA') ?? ''}/${textAt(year, 'Estab') ?? ''}`

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
