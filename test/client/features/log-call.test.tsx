import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { readKept } from '#client/casework/read-file.ts'
import { aCase, aParent, aPupil, ayesha, mum, received, tariq, idOf } from './invented-family.ts'
import { onATablet, type OnATablet } from './on-a-tablet.tsx'

const family = [received(aPupil()), received(aCase()), received(aParent())]
const form = `/caseload/${ayesha}/log-call`

const notesIn = async ({ db }: OnATablet, fileId: string) => {
  const rows = await db.records.where('[fileId+kind]').equals([fileId, 'contact-note']).toArray()
  return rows.map((row) => readKept(row)?.record).filter((record) => record?.kind === 'contact-note')
}

describe('logging a call', () => {
  test('takes three taps and one sentence', async () => {
    const tablet = await onATablet(form, family)
    await tablet.person.click(await screen.findByText('Mum'))
    await tablet.person.click(screen.getByText('Spoke'))
    await tablet.person.type(screen.getByLabelText('What was said'), 'Mum will ring back about the bus pass.')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Contact saved on this tablet.')
    const [note] = await notesIn(tablet, ayesha)
    expect(note).toMatchObject({
      means: 'phone-out',
      result: 'spoke',
      facts: 'Mum will ring back about the bus pass.',
      happenedOn: '2026-11-23',
      happenedAt: '10:21',
      numberUsed: '07700 900123',
      participants: [{ parentId: mum, name: 'Mrs Farida Rahman', relationship: 'Mum' }],
    })
    expect(tablet.path()).toBe(`/caseload/${ayesha}`)
  })
})
