import { bandOf } from '#domain/register/attendance-band.ts'
import { countSessions } from '#domain/register/count-sessions.ts'
import type { MarkCode } from '#domain/register/mark-codes.ts'
import type { PlacedMark } from '#domain/register/mark-letters.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { SeededChoice } from '../seeded-choice.ts'

/** One child in eight of those with a case is away on a morning, and nobody has said why. */
const AWAY = 0.12

/**
 * The mark of one child this morning, as it stands when the register has closed: nearly all are there, who was away yesterday mostly
 * still is, and who is away now is N until somebody says why. It leaves the child in the band that the case was opened for.
 */
export const makeThisMorning = (before: readonly PlacedMark[], day: SchoolDay, choice: SeededChoice): PlacedMark => {
  const yesterday = before.at(-1)?.code
  const wanted: MarkCode =
    yesterday === 'I' && choice.isOneOf(0.5)
      ? 'I'
      : choice.isOneOf(yesterday === 'N' || yesterday === 'O' ? 0.6 : AWAY)
        ? 'N'
        : choice.isOneOf(0.05)
          ? 'L'
          : '/'
  const bandWith = (codes: readonly MarkCode[]) => bandOf(countSessions([...before.map(({ code }) => code), ...codes]))
  const stays = [wanted, '/' as const, 'N' as const].find((code) => bandWith([code]) === bandWith([]))
  return { day, session: 'morning', code: stays ?? wanted }
}
