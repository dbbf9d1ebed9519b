import { sayMutation } from '#client/app/say-mutation.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import type { Ended, Pass } from '#client/sync/passes.ts'
import { sayRefusal } from '#domain/refusal.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** How a pass ended, in words: what stood in the way, never a number. */
const endedWords: Record<Ended, string> = {
  done: 'Everything was said and heard',
  unsettled: 'The office changed while we were talking; asked again soon after',
  offline: 'No signal, or the office could not be reached',
  captive: 'This Wi-Fi wanted a sign-in of its own',
  'signed-out': 'The office wanted you to sign in again',
  'mfa-required': 'The office wanted the second step of signing in',
  'update-needed': 'The office needs a newer Doorstep',
  refused: 'The office does not take anything from this tablet',
  busy: 'The office was busy and asked us to wait',
  fault: 'The office had trouble of its own',
}

/** One pass as a person reads it: a line of when and how it ended, and under it what went, came and was refused. */
export type SaidPass = { when: string; ended: string; lines: string[] }

export const sayPass = (pass: Pass, today: SchoolDay): SaidPass => {
  const went = Object.entries(pass.sent).map(([name, count]) => `${sayKind(name)}${count > 1 ? ` (${count})` : ''}`)
  const came = [
    ...(pass.records > 0 ? [`${count(pass.records, 'record')} in ${count(pass.files + pass.newFiles, 'file')}`] : []),
    ...(pass.newFiles > 0 ? [`${count(pass.newFiles, 'file')} for the first time`] : []),
    ...(pass.withdrawn > 0 ? [`${count(pass.withdrawn, 'file')} taken back`] : []),
  ]
  const from = sayInstant(pass.at, today)
  const to = sayInstant(pass.until, today)
  return {
    when: pass.times === 1 ? from : `${from} to ${to}, ${pass.times} times`,
    ended: endedWords[pass.ended],
    lines: [
      ...(went.length > 0 ? [`Went: ${went.join(', ')}`] : []),
      ...(pass.acknowledged > 0 ? [`The office has ${count(pass.acknowledged, 'entry', 'entries')} more`] : []),
      ...(came.length > 0 ? [`Came: ${came.join(', ')}`] : []),
      ...pass.refused.map(({ name, code }) => `Refused: ${sayKind(name)}. ${sayRefusal(code)}`),
      ...(went.length + came.length + pass.refused.length === 0 && pass.ended === 'done' ? ['Nothing new'] : []),
    ],
  }
}

/** The whole report as plain text, for whoever helps: it holds no name and no word of anyone's. */
export const passesAsText = (passes: readonly Pass[], today: SchoolDay, version: string): string =>
  [
    `Doorstep ${version}, exchanges with the office, newest first`,
    ...passes.map((pass) => {
      const { when, ended, lines } = sayPass(pass, today)
      return [`${when}: ${ended}`, ...lines.map((line) => `  ${line}`)].join('\n')
    }),
  ].join('\n\n')

/** The kind of an act without its day: `Home visit`. */
const sayKind = (name: string): string => sayMutation(name, {})

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`
