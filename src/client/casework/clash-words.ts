import { ShareConsent, shareConsentWords } from '#domain/records/agency.ts'
import { sayWhoFirst, type Colleagues } from './people-words.ts'
import { Stage, stageWords } from '#domain/records/absence-case.ts'
import { BarrierAbout, barrierAboutWords, BarrierStatus, barrierStatusWords } from '#domain/records/barrier.ts'
import type { Clash } from '#domain/records/clash.ts'
import { RiskSeverity, riskSeverityWords } from '#domain/records/risk-flag.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { SchoolDay } from '#domain/time/school-day.ts'

/** What a clash is about, as a person would say it. */
const fieldWords: Record<string, string> = {
  stage: 'the stage of the case',
  ownerId: 'who answers for it',
  reviewOn: 'the review date',
  'reasons.child': 'why the child is away, as the child sees it',
  'reasons.family': 'why the child is away, as the family sees it',
  'reasons.school': 'why the child is away, as the school sees it',
  about: 'what the barrier is about',
  status: 'where the barrier stands',
  severity: 'how serious it is',
  agreedByFamily: 'whether the family agrees',
  words: 'the words of the barrier',
  evidence: 'what shows it',
  removedOn: 'the day it was removed',
  whatWorked: 'what worked',
  dueOn: 'the day the promise is due',
  reviewBy: 'the day the warning is looked at again',
  endedOn: 'whether the warning has ended',
  person: 'who works with the family there',
  phone: 'their phone number',
  role: 'what they do',
  consent: 'whether things may be shared',
  safeContactRule: 'the safe-contact rule',
  doNotContact: 'whether they may be contacted',
}

/** Whose changes meet, where a sentence about a clash begins: `Two people` changed it. */
export const whoClashed = ({ afterLeaving }: Pick<Clash, 'afterLeaving'>): string =>
  afterLeaving === true ? 'Somebody who has left' : 'Two people'

/** What happened, where the field is said apart. */
export const sayClash = (clash: Pick<Clash, 'afterLeaving'>): string =>
  `${whoClashed(clash)} changed ${clash.afterLeaving === true ? 'something' : 'the same thing'}`

/** The field both people changed, in words. */
export const sayField = (clash: Pick<Clash, 'field'>): string => fieldWords[clash.field] ?? 'the same line'

/** True where both versions are a person's own text, so that both can be kept one under the other. */
export const isText = (clash: Pick<Clash, 'field'>): boolean =>
  [
    'reasons.child',
    'reasons.family',
    'reasons.school',
    'words',
    'evidence',
    'whatWorked',
    'safeContactRule',
    'role',
  ].includes(clash.field)

const agreed: Record<string, string> = { yes: 'Yes', partly: 'Partly', no: 'No', 'not-discussed': 'Not talked about' }
const harm: Record<string, string> = { '1': 'A little', '2': 'A lot', '3': 'Wholly' }

/** One side's value in words: never a code, never JSON. */
export const sayValue = (
  clash: Pick<Clash, 'field' | 'recordKind'>,
  json: string,
  colleagues: Colleagues,
  mine: string,
  today: SchoolDay,
): string => {
  const value = read(json)
  if (value === null || value === '')
    return clash.field === 'endedOn'
      ? clash.recordKind === 'agency'
        ? 'Still involved'
        : 'It still stands'
      : clash.field === 'ownerId'
        ? 'Nobody yet'
        : 'Nothing'
  if (value === true) return 'Nobody may contact them'
  if (value === false) return 'They may be contacted'
  const text = String(value)
  if (clash.field === 'ownerId') return sayWhoFirst(colleagues, text, mine)
  if (clash.field === 'agreedByFamily') return agreed[text] ?? text
  if (clash.field === 'severity' && clash.recordKind === 'barrier') return harm[text] ?? text
  const day = SchoolDay.safeParse(text)
  if (day.success) return clash.field === 'endedOn' ? `Ended ${sayDay(day.data, today)}` : sayDay(day.data, today)
  const stage = Stage.safeParse(text)
  if (clash.field === 'stage' && stage.success) return stageWords[stage.data]
  const status = BarrierStatus.safeParse(text)
  if (clash.field === 'status' && status.success) return barrierStatusWords[status.data]
  const about = BarrierAbout.safeParse(text)
  if (clash.field === 'about' && about.success) return barrierAboutWords[about.data]
  const severity = RiskSeverity.safeParse(text)
  if (clash.field === 'severity' && severity.success) return riskSeverityWords[severity.data]
  const consent = ShareConsent.safeParse(text)
  if (clash.field === 'consent' && consent.success) return shareConsentWords[consent.data]
  return text
}

const read = (json: string): string | number | boolean | null => {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  } catch {
    return null
  }
}
