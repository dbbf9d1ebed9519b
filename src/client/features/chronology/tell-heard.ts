import { sayBarrierChange } from '#client/casework/barrier-change-words.ts'
import { settledWords } from '#client/casework/late-words.ts'
import type { TimelineEntry } from '#client/casework/timeline-of.ts'
import { barrierAboutWords, barrierStatusWords, raisedByWords, type Barrier } from '#domain/records/barrier.ts'
import { effectWords, viewSideWords, type BarrierView } from '#domain/records/barrier-view.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import { isInConfidence } from './saved-with.ts'
import type { Telling } from './telling.ts'
import { fact, nothing, parts, sayWhole, written, type Told } from './told.ts'
import { whyQuoteWithheld } from './withheld.ts'

/** The entries that tell what was heard to keep the child away, and what was promised. */
export type HeardEntry = Extract<
  TimelineEntry,
  {
    type: 'barrier' | 'barrier-view' | 'barrier-changed' | 'promise-made' | 'promise-settled' | 'promise-taken-back'
  }
>

/** Tells a barrier or a promise, and how it went on. */
export const tellHeard = (entry: HeardEntry, telling: Telling): Told => {
  switch (entry.type) {
    case 'barrier':
      return tellBarrier(entry.kept.record, telling)
    case 'barrier-view':
      return tellView(entry.kept.record, entry.barrier === null ? '' : barrierAboutWords[entry.barrier.about])
    case 'barrier-changed':
      return written(entry.change, {
        title: `Barrier changed: ${barrierAboutWords[entry.kept.record.about]}`,
        parts: [fact('Change', sayBarrierChange(entry.change, '0000-01-01'))],
      })
    case 'promise-made': {
      const { record } = entry.kept
      return {
        ...written(record, {
          title: promiseTo(record, telling),
          parts: [fact('Promised', record.words), fact('By', sayWhole(record.dueOn))],
        }),
        withheld: nameWithheld(record, telling),
      }
    }
    case 'promise-settled': {
      const { record } = entry.kept
      if (record.settled === null) return nothing
      return {
        ...written(record.settled, {
          title: `${promiseTo(record, telling)}: ${settledWords[record.settled.how].toLowerCase()}`,
          parts: [fact('Promised', record.words), fact('How it ended', record.settled.words)],
        }),
        withheld: nameWithheld(record, telling),
      }
    }
    case 'promise-taken-back': {
      const { record } = entry.kept
      return {
        ...nothing,
        title: `${promiseTo(record, telling)}: not settled after all`,
        parts: parts([fact('Promised', record.words), fact('It had said', entry.said)]),
        by: entry.by,
        withheld: nameWithheld(record, telling),
      }
    }
  }
}

/** A promise made to somebody who told us in confidence does not say to whom, whoever reads it. */
const promiseTo = (promise: MadePromise, { file }: Telling): string =>
  `Promise to ${isInConfidence(promise, file) ? 'somebody whose name is withheld' : promise.promisedTo}`

const nameWithheld = (promise: MadePromise, { file }: Telling): Told['withheld'] =>
  isInConfidence(promise, file) ? ['third-party'] : []

const tellBarrier = (barrier: Barrier, telling: Telling): Told => {
  const why = whyQuoteWithheld(barrier, telling)
  return {
    ...written(barrier, {
      title: barrier.about === 'protective' ? 'Something that helps' : `Barrier: ${barrierAboutWords[barrier.about]}`,
      parts: [
        ...(why === null
          ? [{ lead: raisedByWords[barrier.raisedBy], words: barrier.words, sort: 'said' } as const]
          : []),
        fact('How it stands now', barrierStatusWords[barrier.status]),
        fact('What shows it', barrier.evidence),
        fact('What worked', barrier.whatWorked),
      ],
    }),
    withheld: why === null ? [] : [why],
  }
}

const sees = { yes: 'Yes', partly: 'In part', no: 'No' } as const

const tellView = (view: BarrierView, about: string): Told => {
  const effect = view.effect === 1 ? '1' : view.effect === 2 ? '2' : view.effect === 3 ? '3' : null
  return written(view, {
    title: `Barrier: ${about}`,
    parts: [
      { lead: viewSideWords[view.side], words: view.words, sort: 'said' },
      fact('Sees it too', sees[view.sees]),
      fact('Keeps the child away', effect === null ? '' : effectWords[effect]),
    ],
  })
}
