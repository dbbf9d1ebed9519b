import { describe, expect, test } from 'vitest'
import { pupilFileOf } from '#client/casework/pupil-file.ts'
import { timelineOf } from '#client/casework/timeline-of.ts'
import {
  aCase,
  aNote,
  anAmendment,
  aPromise,
  aPupil,
  aVisit,
  idOf,
  onlyHere,
  received,
} from '../features/invented-family.ts'

const fileWith = (...kept: Parameters<typeof pupilFileOf>[0]) => {
  const file = pupilFileOf([received(aPupil()), ...kept])
  if (file === null) throw new Error('The pupil is missing from the file.')
  return file
}

describe('the timeline of a case', () => {
  test('an entry typed today about last week stands under last week', () => {
    const timeline = timelineOf(
      fileWith(
        onlyHere(
          aNote({ id: idOf(1001), happenedOn: '2026-11-12', happenedAt: null, recordedAt: '2026-11-23T09:00:00.000Z' }),
        ),
        received(aVisit({ id: idOf(1002), happenedOn: '2026-11-20' })),
        received(aNote({ id: idOf(1003), happenedOn: '2026-11-16' })),
      ),
    )
    expect(timeline.map(({ key }) => key)).toEqual([idOf(1002), idOf(1003), idOf(1001)])
  })

  test('two calls on one day stand by the times people gave, the later one first', () => {
    const timeline = timelineOf(
      fileWith(
        received(aNote({ id: idOf(1001), happenedAt: '08:50', recordedAt: '2026-11-16T15:00:00.000Z' })),
        received(aNote({ id: idOf(1002), happenedAt: '14:05', recordedAt: '2026-11-16T14:06:00.000Z' })),
      ),
    )
    expect(timeline.map(({ key }) => key)).toEqual([idOf(1002), idOf(1001)])
  })

  test('a contact without a time shows no time', () => {
    const [entry] = timelineOf(fileWith(received(aNote({ happenedAt: null }))))
    expect(entry?.time).toBeNull()
  })

  test('a correction stands with the note it corrects, not as an entry of its own', () => {
    const timeline = timelineOf(fileWith(received(aNote()), received(anAmendment())))
    expect(timeline).toHaveLength(1)
    expect(timeline[0]?.type === 'contact' && timeline[0].amendments.map(({ record }) => record.words)).toEqual([
      'It was her aunt who answered.',
    ])
  })

  test('opening a case is one entry, and each later move on the ladder another', () => {
    const timeline = timelineOf(
      fileWith(
        received(
          aCase({
            stage: 'listen-and-understand',
            stageMoves: [
              {
                from: null,
                to: 'monitor',
                by: idOf(2),
                on: '2026-09-21',
                recordedAt: '2026-09-21T09:00:00.000Z',
                why: '',
              },
              {
                from: 'monitor',
                to: 'listen-and-understand',
                by: idOf(2),
                on: '2026-10-05',
                recordedAt: '2026-10-05T09:00:00.000Z',
                why: 'Mum asked to talk',
              },
            ],
          }),
        ),
      ),
    )
    expect(timeline.map(({ type, day }) => [type, day])).toEqual([
      ['stage', '2026-10-05'],
      ['opened', '2026-09-21'],
    ])
  })

  test('a promise is shown when it was made and again when it was settled', () => {
    const timeline = timelineOf(
      fileWith(
        received(
          aPromise({
            settled: {
              how: 'kept-late',
              on: '2026-11-20',
              by: idOf(2),
              words: '',
              recordedAt: '2026-11-20T10:00:00.000Z',
            },
          }),
        ),
      ),
    )
    expect(timeline.map(({ type, day }) => [type, day])).toEqual([
      ['promise-settled', '2026-11-20'],
      ['promise-made', '2026-11-12'],
    ])
  })
})
