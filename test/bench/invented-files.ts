import type { DoorstepRecord } from '#domain/records/record.ts'

/** One pupil's file with everything in it. */
export type InventedFile = { pupilId: string; caseId: string; records: DoorstepRecord[] }

/** How much is measured: so many pupils, so many records over all of them. */
export const PUPILS = 2_000
export const RECORDS = 20_000
/** Files of exactly 50 records come first: long cases, as a few always are. */
export const LONG_FILES = 100
const LONG_FILE = 50

const forenames = ['Robin', 'Alia', 'Tomasz', 'Grace', 'Yusuf', 'Bethan', 'Callum', 'Ngozi', 'Ines', 'Harvey']
const surnames = [
  'Marsh',
  'Okafor',
  'Whitfield',
  'Hussain',
  'Kowalska',
  'Penrose',
  'Adeyemi',
  'Thorne',
  'Begum',
  'Lacey',
]
const sayings = [
  'She was at the door in her coat and said the mornings are the hardest since the move.',
  'He says the bus is full by the time it reaches their stop, so he walks and then he is late.',
  'Nan answered. They had all been poorly, and she thought the school had been told on Monday.',
  'He would come in for art and for the workshop, and for nothing else at the moment.',
  'Mum asked whether someone could meet her at the gate for the first week.',
]

/** Whole numbers below a bound, the same ones for the same seed (Weyl sequence, mixed). */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below
  }
}

/** Files of invented pupils with open cases at one school: always the same ones for the same arguments. */
export const inventFiles = (place: {
  organisationId: string
  ownerId: string
  pupils?: number
  records?: number
}): InventedFile[] => {
  const { organisationId, ownerId, pupils = PUPILS, records = RECORDS } = place
  const number = numbersFrom(20260914)
  const hex = (length: number): string => Array.from({ length }, () => number(16).toString(16)).join('')
  const id = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`
  const pick = <T>(from: readonly T[], otherwise: T): T => from[number(from.length)] ?? otherwise
  const words = (): string => pick(sayings, '')
  const long = Math.min(LONG_FILES, Math.floor(records / 200))
  const left = records - long * LONG_FILE
  const short = pupils - long
  return Array.from({ length: pupils }, (_, at) => {
    const [pupilId, caseId] = [id(), id()]
    const shortPlace = at - long
    const size = at < long ? LONG_FILE : Math.floor(left / short) + (shortPlace < left % short ? 1 : 0)
    const day = `2026-09-${String(1 + number(28)).padStart(2, '0')}`
    const recordedAt = `${day}T14:05:00.000Z`
    const file: DoorstepRecord[] = [
      {
        kind: 'pupil',
        id: pupilId,
        organisationId,
        upn: null,
        forename: pick(forenames, 'Robin'),
        surname: pick(surnames, 'Marsh'),
        preferredForename: null,
        preferredSurname: null,
        bornOn: `201${1 + number(5)}-0${1 + number(9)}-1${number(10)}`,
        sex: 'unknown',
        yearGroup: 7 + number(5),
        registrationGroup: `${7 + number(5)}K`,
        onRollFrom: '2023-09-04',
        leftOn: null,
        address: { lines: [`${1 + number(90)} Weir Lane`, 'Hollinsby'], postcode: 'HX99 1ZZ' },
        householdId: id(),
        firstLanguage: null,
        sen: 'none',
        freeSchoolMeals: 'unknown',
        lookedAfter: 'no',
        hasSocialWorker: 'no',
        youngCarer: 'unknown',
        medicalNote: null,
        openCaseId: caseId,
        caseOwners: { [caseId]: ownerId },
      },
      {
        kind: 'absence-case',
        id: caseId,
        pupilId,
        organisationId,
        status: 'open',
        concerns: ['pattern'],
        reasons: { child: words(), family: words(), school: '' },
        stage: 'monitor',
        stageMoves: [{ from: null, to: 'monitor', by: ownerId, on: day, recordedAt, why: words() }],
        ownerId,
        reviewOn: null,
        openedOn: day,
        openedBy: ownerId,
        closed: null,
        lastContactOn: day,
        lastSeenOn: null,
        failedVisits: 0,
      },
      {
        kind: 'parent',
        id: id(),
        pupilId,
        title: null,
        forename: pick(forenames, 'Grace'),
        surname: pick(surnames, 'Lacey'),
        relationship: 'mother',
        parentalResponsibility: 'yes',
        livesWithPupil: 'yes',
        priority: 1,
        phones: [{ number: `07700 900${String(number(1000)).padStart(3, '0')}`, label: 'mobile', failing: false }],
        email: null,
        address: null,
        language: null,
        interpreterNeeded: false,
        safeContactRule: null,
        doNotContact: false,
      },
      {
        kind: 'barrier',
        id: id(),
        pupilId,
        caseId,
        about: 'travel',
        raisedBy: 'child',
        words: words(),
        raisedOn: day,
        status: 'suspected',
        severity: 2,
        agreedByFamily: 'partly',
        evidence: '',
        reviewOn: null,
        removedOn: null,
        whatWorked: '',
        by: ownerId,
        recordedAt,
      },
      {
        kind: 'promise',
        id: id(),
        pupilId,
        caseId,
        words: words(),
        promisedTo: 'Mum',
        ownerId,
        dueOn: '2026-10-02',
        madeOn: day,
        by: ownerId,
        recordedAt,
        settled: null,
      },
    ]
    while (file.length < size) {
      file.push({
        kind: 'contact-note',
        id: id(),
        pupilId,
        caseId,
        actId: id(),
        by: ownerId,
        byRole: 'attendance-lead',
        happenedOn: day,
        happenedAt: null,
        recordedAt,
        means: 'phone-out',
        result: 'spoke',
        durationMinutes: number(30),
        startedBy: 'school',
        participants: [],
        numberUsed: null,
        interpreter: 'none',
        facts: words(),
        opinion: '',
        familyView: words(),
        childWords: '',
        schoolView: '',
        positive: false,
        warningGiven: 'none',
        confidentialSource: false,
        safeguarding: { concern: 'none', reference: '' },
      })
    }
    return { pupilId, caseId, records: file }
  })
}
