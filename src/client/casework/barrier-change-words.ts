import { BarrierStatus, barrierStatusWords, type BarrierChange } from '#domain/records/barrier.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { SchoolDay } from '#domain/time/school-day.ts'

const fields: Record<string, string> = {
  about: 'What it is about',
  severity: 'How much it matters',
  agreedByFamily: 'Whether the family agrees',
  words: 'The words',
  evidence: 'What shows it',
  reviewOn: 'The next look',
  removedOn: 'The day it was removed',
  whatWorked: 'What worked',
}

/** One change of a barrier as a sentence: `Now being worked on, before suspected.`; `What worked: the bus pass.` */
export const sayBarrierChange = (change: BarrierChange, today: SchoolDay): string => {
  const to = read(change.to)
  if (change.field === 'status') {
    const now = BarrierStatus.safeParse(to)
    const before = BarrierStatus.safeParse(read(change.from))
    const said = now.success ? barrierStatusWords[now.data].toLowerCase() : String(to)
    return before.success ? `Now ${said}, before ${barrierStatusWords[before.data].toLowerCase()}.` : `Now ${said}.`
  }
  const name = fields[change.field] ?? 'Something else'
  if (to === null || to === '') return `${name} taken away.`
  const day = SchoolDay.safeParse(to)
  return `${name}: ${day.success ? sayDay(day.data, today) : String(to)}.`
}

const read = (json: string): string | number | null => {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'string' || typeof value === 'number' ? value : null
  } catch {
    return null
  }
}
