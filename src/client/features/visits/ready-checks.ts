import type { AppFiles } from '#client/app/app-files.ts'
import { sayToCome } from '#client/casework/say-to-come.ts'
import { fullnessOf, type DeviceStorage } from '#client/store/device-storage.ts'
import type { PassphraseStanding } from '#client/store/keys.ts'
import { IDLE_MINUTES } from '#client/store/lock.ts'
import type { ToCome } from '#client/store/to-come.ts'
import { millisecondsBetween, timeOf, type Instant } from '#domain/time/instant.ts'

/** What was really looked at before leaving. Nulls where the browser or the office did not say. */
export type ReadyFacts = {
  now: Instant
  app: AppFiles | null
  /** Pupils of today's visits, and how many of their files are not whole on this tablet. */
  pupils: { planned: number; away: number }
  /** Files that the office has told of and that are not here: a visit that was planned elsewhere may be in one of them. */
  toCome: ToCome
  lastExchangeAt: Instant | null
  /** The office's clock minus this tablet's, in milliseconds. */
  clockDifference: number | null
  storage: DeviceStorage
  /** How the passphrase stands, and in how many milliseconds the lock itself says that it locks when nothing happens. */
  lock: { passphrase: PassphraseStanding; in: number }
  unsent: number
  /** Acts that the office refused and nobody has dealt with: their words are only here. */
  refused: number
  /** Forms that were begun and not saved: their words are only here, and nothing sends them. */
  begun: number
  /** From 0 to 1. */
  battery: { level: number; isCharging: boolean } | null
  /** Visits planned for today, how many of the plans the office has not acknowledged, and colleagues' visits one comes along to. */
  plans: { today: number; onlyHere: number; along: number }
  /** Whether a visit of today is made alone. */
  isAlone: boolean
  /** Where the plan of who is told stands: nothing said, only here, lodged, lodged with something unsent since, or its time passed. */
  outing: { state: 'none' | 'only-here' | 'lodged' | 'part-sent' | 'passed'; backBy: Instant | null }
}

export type Light = 'green' | 'amber' | 'red'
export type Mend =
  | 'mend-app'
  | 'exchange'
  | 'keep-storage'
  | 'open-visits'
  | 'open-sync'
  | 'open-device'
  | 'open-outing'

/** One check, as it came out: what is so, and the one tap that mends it. */
export type ReadyCheck = { key: string; label: string; light: Light; says: string; mend: Mend | null }

/** Hours after which what is here of today's pupils may be out of date. A working measure of our own. */
const FRESH_HOURS = 4
const STALE_HOURS = 24
/** Minutes that a tablet's clock may differ before times on notes are doubtful. A working measure of our own. */
const CLOCK_MINUTES = 2
const WRONG_CLOCK_MINUTES = 15
/** Below these a battery may not last a round of visits. Working measures of our own. */
const LOW_BATTERY = 0.5
const FLAT_BATTERY = 0.2

/** Judges each check. What is not known is never green. */
export const readyChecks = (facts: ReadyFacts): ReadyCheck[] => [
  app(facts),
  pupils(facts),
  fresh(facts),
  kept(facts),
  room(facts),
  clock(facts),
  lock(facts),
  unsent(facts),
  ...battery(facts),
  plans(facts),
  ...told(facts),
]

/** The worst light of all. */
export const overall = (checks: readonly ReadyCheck[]): Light =>
  checks.some(({ light }) => light === 'red')
    ? 'red'
    : checks.some(({ light }) => light === 'amber')
      ? 'amber'
      : 'green'

type Judge = (facts: ReadyFacts) => ReadyCheck
const check = (key: string, label: string, light: Light, says: string, mend: Mend | null = null): ReadyCheck => ({
  key,
  label,
  light,
  says,
  mend: light === 'green' ? null : mend,
})

const app: Judge = ({ app: found }) => {
  const label = 'The app is on this tablet'
  if (found === null) return check('app', label, 'red', 'It would not open without signal yet.', 'mend-app')
  if (found.missing > 0)
    return check('app', label, 'red', `${found.missing} of its ${found.files} parts are missing.`, 'mend-app')
  return check('app', label, 'green', `All ${found.files} parts are here.`)
}

const pupils: Judge = ({ pupils: { planned, away }, toCome, plans: { along } }) => {
  const label = 'Today’s pupils are here'
  if (away > 0)
    return check('pupils', label, 'red', `${away} of ${planned} files are not whole on this tablet.`, 'exchange')
  const more = sayToCome(toCome)
  if (more !== null)
    return check('pupils', label, 'amber', `${more}. A visit of today may be in what is to come.`, 'exchange')
  if (planned === 0 && along > 0)
    return check('pupils', label, 'amber', 'You may open no file of the visit: ask your colleague.', 'open-visits')
  if (planned === 0) return check('pupils', label, 'amber', 'No visit is planned for today.', 'open-visits')
  return check('pupils', label, 'green', planned === 1 ? 'The file is whole.' : `All ${planned} files are whole.`)
}

const fresh: Judge = ({ now, lastExchangeAt }) => {
  const label = 'Fresh from the office'
  if (lastExchangeAt === null) return check('fresh', label, 'red', 'Never exchanged with the office.', 'exchange')
  const hours = millisecondsBetween(lastExchangeAt, now) / 3_600_000
  if (hours < 0) return check('fresh', label, 'amber', 'This tablet’s clock went back since.', 'exchange')
  const says = hours < 1 ? 'Exchanged within the hour.' : `Exchanged ${Math.floor(hours)} hours ago.`
  return check(
    'fresh',
    label,
    hours <= FRESH_HOURS ? 'green' : hours <= STALE_HOURS ? 'amber' : 'red',
    says,
    'exchange',
  )
}

const kept: Judge = ({ storage: { persisted } }) =>
  persisted === true
    ? check('kept', 'The browser keeps what is here', 'green', 'It has promised to.')
    : check('kept', 'The browser keeps what is here', 'amber', 'It has not promised to keep it.', 'keep-storage')

const room: Judge = ({ storage }) => {
  const fullness = fullnessOf(storage)
  const says = {
    plenty: 'There is plenty.',
    tight: 'It is getting tight.',
    full: 'The tablet is full.',
    unknown: 'The browser does not say.',
  }
  const light = { plenty: 'green', tight: 'amber', full: 'red', unknown: 'amber' } as const
  return check('room', 'Room to write', light[fullness], says[fullness], 'open-device')
}

const clock: Judge = ({ clockDifference }) => {
  const label = 'The clock is right'
  if (clockDifference === null) return check('clock', label, 'amber', 'Not compared with the office’s yet.', 'exchange')
  const minutes = Math.abs(clockDifference) / 60_000
  const light = minutes <= CLOCK_MINUTES ? 'green' : minutes <= WRONG_CLOCK_MINUTES ? 'amber' : 'red'
  if (light === 'green') return check('clock', label, light, 'It agrees with the office’s.')
  const way = clockDifference > 0 ? 'behind' : 'ahead of'
  return check(
    'clock',
    label,
    light,
    `It is ${Math.round(minutes)} minutes ${way} the office’s. Set it in the tablet’s settings.`,
    'exchange',
  )
}

const lock: Judge = ({ lock: { passphrase, in: left } }) => {
  const label = 'It locks, and your passphrase opens it'
  if (passphrase !== 'set') return check('lock', label, 'red', wrongWithPassphrase[passphrase], 'open-device')
  // No lock leaves a tablet open for longer than the longest idle time, and one that has run out is not holding.
  if (!(left > 0 && left <= IDLE_MINUTES.most * 60_000))
    return check('lock', label, 'red', 'It does not lock by itself.', 'open-device')
  const minutes = Math.ceil(left / 60_000)
  const idle = minutes === 1 ? 'a minute' : `${minutes} minutes`
  return check('lock', label, 'green', `It locks when nobody touches it for ${idle}.`)
}

const wrongWithPassphrase: Record<Exclude<PassphraseStanding, 'set'>, string> = {
  none: 'No passphrase is set.',
  'used-up': 'Too many wrong passphrases: only signing in, with signal, opens it.',
  damaged: 'What your passphrase opens is damaged: only signing in, with signal, opens it.',
}

const unsent: Judge = ({ unsent: waiting, refused, begun }) => {
  const label = 'Nothing is unsent'
  if (refused > 0) return check('unsent', label, 'amber', `The office did not take ${refused}.`, 'open-sync')
  if (waiting > 0) return check('unsent', label, 'amber', `${waiting} only on this tablet.`, 'exchange')
  if (begun > 0) {
    const forms = begun === 1 ? '1 form is' : `${begun} forms are`
    return check('unsent', label, 'amber', `${forms} begun and not saved.`, 'open-sync')
  }
  return check('unsent', label, 'green', 'The office has everything.')
}

const battery = ({ battery: found }: ReadyFacts): ReadyCheck[] => {
  // Many browsers, iPads’ among them, do not tell: then there is nothing to say.
  if (found === null) return []
  const percent = Math.round(found.level * 100)
  const light = found.level >= LOW_BATTERY ? 'green' : found.level >= FLAT_BATTERY ? 'amber' : 'red'
  return [check('battery', 'Battery', light, `${percent} %${found.isCharging ? ', charging' : ''}.`)]
}

const plans: Judge = ({ plans: { today, onlyHere, along } }) => {
  const label = 'The office has your plan'
  // What one comes along to was brought by the office.
  if (today === 0 && along > 0) return check('plans', label, 'green', 'It told you of the visit you come along to.')
  if (today === 0) return check('plans', label, 'amber', 'No visit is planned for today.', 'open-visits')
  if (onlyHere > 0) return check('plans', label, 'amber', 'Your plan is only on this tablet.', 'exchange')
  return check('plans', label, 'green', today === 1 ? 'It has acknowledged it.' : `It has acknowledged all ${today}.`)
}

/** Asked of every round of visits: whoever goes alone is not ready without it (lone working, see the record of an outing). */
const told = ({ plans: { today }, isAlone, outing: { state, backBy } }: ReadyFacts): ReadyCheck[] => {
  const label = 'Somebody is told if you do not come back'
  if (state === 'none' && today === 0) return []
  switch (state) {
    case 'none':
      return [
        check(
          'told',
          label,
          isAlone ? 'red' : 'amber',
          'You have not said when you are back: nobody will be told.',
          'open-outing',
        ),
      ]
    case 'only-here':
      return [check('told', label, 'red', 'Not lodged: only on this tablet. Nobody will be told.', 'exchange')]
    case 'part-sent':
      return [check('told', label, 'amber', 'The office does not know your last change yet.', 'exchange')]
    case 'passed':
      return [
        check(
          'told',
          label,
          'red',
          'The time you gave has passed. Say that you are safe, or change it.',
          'open-outing',
        ),
      ]
    case 'lodged':
      return [check('told', label, 'green', `Lodged with the office, back by ${timeOf(backBy ?? '')}.`)]
  }
}
