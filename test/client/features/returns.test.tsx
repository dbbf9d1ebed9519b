import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { keepToCome } from '#client/store/to-come.ts'
import { aRegister } from '../../domain/register/a-register.ts'
import { aCase, aParent, aPupil, ayesha, hollins, idOf, received, tariq } from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

afterEach(() => vi.unstubAllGlobals())

const week = 'OO OO OO OO OO'
const register = { ...aRegister('2026-11-09', week, week), organisationId: hollins, pupilId: ayesha }
const family = [received(aPupil()), received(aCase()), received(aParent()), received(register)]
const cardOf = async (title: string): Promise<HTMLElement> => {
  const card = (await screen.findByRole('heading', { name: title })).closest('section')
  if (card === null) throw new Error(`There is no card ${title}.`)
  return card
}

describe('returns to the council', () => {
  test('each list says who, why and by when, of the files on this tablet; nobody is said too', async () => {
    const joined = aPupil({ id: tariq, forename: 'Tariq', onRollFrom: '2026-11-18', openCaseId: null })
    await onATablet('/returns', [...family, received(joined)])
    const rows = await cardOf('Ten school days in a row of G, N, O or U')
    expect(within(rows).getByRole('link', { name: 'Ayesha Rahman' })).toHaveAttribute(
      'href',
      `/caseload/${ayesha}/register`,
    )
    expect(
      within(rows).getByText(
        '10 school days from Mon 9 Nov to Fri 20 Nov, not ended by the last mark. The tenth was on Fri 20 Nov.',
      ),
    ).toBeVisible()
    expect(
      within(rows).getByText('Left empty: the school’s DfE number, URN and UKPRN, which nobody has written down here.'),
    ).toBeVisible()
    const joiners = await cardOf('New on the roll')
    expect(within(joiners).getByText(/The admission register may hold more than this/)).toBeVisible()
    expect(within(joiners).getByText('Since Wed 18 Nov. Tell by Mon 23 Nov.')).toBeVisible()
    expect(within(await cardOf('No longer on the roll')).getByText(/^Nobody\./)).toBeVisible()
    expect(await screen.findByText(/^Of the 2 pupils of this school whose files are on this tablet/)).toBeVisible()
  })

  test('the file is made here, with a name that names no child, and says what it holds', async () => {
    const made: Blob[] = []
    const createObjectURL = (blob: Blob): string => {
      made.push(blob)
      return 'blob:made'
    }
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL, revokeObjectURL: () => {} }))
    const tablet = await onATablet('/returns', family)
    await tablet.person.click(
      await screen.findByRole('button', {
        name: 'Make the file: Ten school days in a row of G, N, O or U, Hollins School',
      }),
    )
    expect(await screen.findByText('Given out as ten-days-in-a-row-hollins-2026-11-23.csv.')).toBeVisible()
    const text = await made[0]?.text()
    expect(text?.split('\r\n')[0]?.replace('\uFEFF', '')).toBe(
      'School,DfE number,URN,UKPRN,Surname,Forename,Born on,UPN,Year,Address,Postcode,First day,Last day,School days,Sessions,Still absent',
    )
    expect(text).toContain(
      'Hollins School,,,,Rahman,Ayesha,2012-10-02,,9,"14 Alder Court, Hollins",ZZ1 4AB,2026-11-09,2026-11-20,10,20,yes',
    )
  })

  test('the ground and the new school are said here, kept in the child’s file, and stand in the file that is made', async () => {
    const made: Blob[] = []
    const createObjectURL = (blob: Blob): string => {
      made.push(blob)
      return 'blob:made'
    }
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL, revokeObjectURL: () => {} }))
    const left = aPupil({ id: tariq, forename: 'Tariq', leftOn: '2026-11-13', openCaseId: null })
    const tablet = await onATablet('/returns', [...family, received(left)])
    await tablet.person.click(
      await screen.findByRole('link', { name: 'Say the ground and the new school: Tariq Rahman' }),
    )
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('link', { name: 'Choose the ground.' })).toBeVisible()
    await tablet.person.selectOptions(await screen.findByLabelText(/^Ground/), '9(1)(a): on the roll of another school')
    await tablet.say(await screen.findByLabelText(/^New school/), 'Larkmere High')
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    await screen.findByText('Saved on this tablet. It stands in the file of the return.')
    const leavers = await cardOf('No longer on the roll')
    expect(await within(leavers).findByText('9(1)(a): on the roll of another school. To Larkmere High.')).toBeVisible()
    expect((await tablet.db.outbox.toArray()).map(({ name }) => name)).toEqual(['say-school-move@1'])

    await tablet.person.click(
      await screen.findByRole('button', { name: 'Make the file: No longer on the roll, Hollins School' }),
    )
    await waitFor(() => expect(made).toHaveLength(1))
    expect(await made[0]?.text()).toContain('2026-11-13,9(1)(a): on the roll of another school,,Larkmere High,,')
    // What was said stands in the form when it is said again.
    await tablet.person.click(await screen.findByRole('link', { name: 'Change: Tariq Rahman' }))
    expect(await screen.findByLabelText(/^New school/)).toHaveValue('Larkmere High')
  })

  test('the numbers of the school are written down here, however they are spaced, and stand in the file', async () => {
    const tablet = await onATablet('/returns', family)
    await tablet.person.click(await screen.findByRole('link', { name: 'DfE number, URN and UKPRN: Hollins School' }))
    await tablet.say(await screen.findByRole('textbox', { name: /^DfE number/ }), '999 4001')
    await tablet.say(screen.getByLabelText(/^URN/), '99900')
    await tablet.say(screen.getByLabelText(/^UKPRN/), '10099001')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('link', { name: 'A URN has six digits.' })).toBeVisible()
    await tablet.say(screen.getByLabelText(/^URN/), '1')
    await tablet.person.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved on this tablet. They stand in the files of the returns.')
    const school = await tablet.db.records.where('[fileId+kind]').equals([hollins, 'organisation']).first()
    expect(school?.body).toMatchObject({ dfeNumber: '999/4001', urn: '999001', ukprn: '10099001' })
    expect(screen.queryByText(/^Left empty/)).toBeNull()
  })

  test('of who came the school before is asked; of a child who did neither nothing is', async () => {
    const joined = aPupil({ id: tariq, forename: 'Tariq', onRollFrom: '2026-11-18', openCaseId: null })
    const tablet = await onATablet('/returns', [...family, received(joined)])
    await tablet.person.click(await screen.findByRole('link', { name: 'Say which school before: Tariq Rahman' }))
    await tablet.say(await screen.findByLabelText(/^School before/), 'Larkmere Primary')
    expect(screen.queryByLabelText(/^Ground/)).toBeNull()
    await tablet.person.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await within(await cardOf('New on the roll')).findByText('From Larkmere Primary.')).toBeVisible()
    cleanup()
    await onATablet(`/returns/${ayesha}/left`, family)
    expect(await screen.findByText('This is not in the file')).toBeVisible()
  })

  test('while a file is still loading it counts for nothing, and the page says that the lists may not be whole', async () => {
    const tablet = await onATablet('/returns', [...family, received(aPupil({ id: idOf(12) }))])
    const half = { after: null, rows: [] }
    await tablet.db.cursors.put({ fileId: ayesha, version: 0, load: half })
    await keepToCome(tablet.db, 1)
    expect(await screen.findByText('One file is still to come, so these lists may not be whole.')).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Ayesha Rahman' })).toBeNull()
  })

  test('Today leads to it', async () => {
    const tablet = await onATablet('/today', family)
    await tablet.person.click(await screen.findByRole('link', { name: 'Returns to the council' }))
    expect(await screen.findByRole('heading', { name: 'Returns to the council', level: 1 })).toBeVisible()
    expect(tablet.path()).toBe('/returns')
  })
})
