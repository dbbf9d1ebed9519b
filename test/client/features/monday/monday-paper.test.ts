import { expect, test } from 'vitest'
import { mondayPaper } from '#client/features/monday/monday-paper.ts'
import { writePdf } from '#client/papers/write-pdf.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { paperFonts, readPdf } from '#test/support/read-pdf.ts'
import { aCase, aPupil, ayesha } from '../invented-family.ts'

test('[K7] Monday’s sheet as a tagged PDF says the same, in tables with headed rows, and how to keep it', async () => {
  const may = { assign: true, review: true, stage: true, promise: true, contact: true }
  const made = { madeBy: 'Sam Okoro', madeAt: '2026-11-23T10:21:00.000Z' }
  const row = {
    part: 'worse' as const,
    pupilId: ayesha,
    why: ['A visit without an answer since last Monday', 'Nobody has noted seeing her for 6 school days'],
    next: 'Try another time of day',
    absenceCase: aCase(),
    pupil: aPupil(),
    calendar: noClosuresEntered,
    called: 'Ayesha Rahman',
    owner: 'S. Okoro',
    may,
  }
  const { bytes } = await writePdf(
    mondayPaper({ rows: [row], today: '2026-11-23', toCome: 0 }, made),
    paperFonts(),
    new Date(made.madeAt),
  )
  const pdf = await readPdf(bytes)
  expect(pdf.tags.filter(([tag]) => tag === 'TH' || tag === 'TD')).toEqual([
    ['TH', 'Pupil'],
    ['TH', 'Why'],
    ['TH', 'Next'],
    ['TH', 'Who has it'],
    ['TH', 'Ayesha Rahman, 9K'],
    ['TD', 'A visit without an answer since last Monday. Nobody has noted seeing her for 6 school days'],
    ['TD', 'Try another time of day'],
    ['TD', 'S. Okoro'],
  ])
  const sheet = { rows: [row], today: '2026-11-23', toCome: 3 }
  expect(mondayPaper(sheet, made).detail).toContain('3 files are still to come, so this sheet is not whole.')
  expect(pdf.outline).toEqual(['Monday', 'Worse (1)'])
  expect(pdf.asides.join(' ')).toContain('Names children: keep it safe, shred it after use.')
})
