import './one-realm.ts'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { StaffMember } from '#domain/records/staff-member.ts'
import { officeStandIn, refusal } from '../access/office-stand-in.ts'
import { aCase, aColleague, aPupil, hollins, hussain, received } from './invented-family.ts'
import { onATablet, thisMorning } from './on-a-tablet.tsx'

const administrator = aColleague({
  id: '00000000-0000-4000-8000-000000000090',
  name: 'Imran Shah',
  role: 'administrator',
})
const officer = aColleague({ id: hussain, name: 'Farah Hussain', role: 'education-welfare-officer' })

const standing = (more: Record<string, unknown>) => ({
  organisationId: hollins,
  personId: hussain,
  email: 'f.hussain@hollins.example',
  state: 'active',
  lastSeenAt: '2026-11-20T08:00:00.000Z',
  openCases: 0,
  ...more,
})

const lastAct = async (tablet: Awaited<ReturnType<typeof onATablet>>) => (await tablet.db.outbox.toArray()).at(-1)
const memberOn = async (tablet: Awaited<ReturnType<typeof onATablet>>) =>
  StaffMember.parse((await tablet.db.records.get([hollins, hussain]))?.body)

describe('colleagues, as their administrator sees them', () => {
  test('each with their role, whether they can sign in, and how many cases they answer for; no child by name', async () => {
    const office = officeStandIn()
    office.answers('GET /api/accounts', { body: { accounts: [standing({ openCases: 3 })] } })
    await onATablet('/colleagues', [received(administrator), received(officer)], { as: administrator })
    const row = await screen.findByRole('link', { name: /Farah Hussain/ })
    expect(row).toHaveTextContent('Education welfare officer')
    await waitFor(() => expect(row).toHaveTextContent('Can sign in. Answers for 3 open cases'))
    expect(screen.queryByRole('link', { name: 'Who opened which file' })).not.toBeInTheDocument()
  })

  test('with no signal the list is there all the same, and says what only the office knows', async () => {
    officeStandIn()
    await onATablet('/colleagues', [received(administrator), received(officer)], { as: administrator })
    expect(await screen.findByRole('link', { name: /Farah Hussain/ })).toBeInTheDocument()
    expect(await screen.findByText(/The office cannot be reached/)).toBeInTheDocument()
  })

  test('are given another role with its years, on the tablet, as a change from what stood', async () => {
    officeStandIn()
    const tablet = await onATablet(`/colleagues/${hollins}/${hussain}`, [received(administrator), received(officer)], {
      as: administrator,
    })
    await tablet.person.selectOptions(await screen.findByLabelText('What do they do here?'), 'Head of year')
    await tablet.person.click(screen.getByRole('button', { name: 'Year 8' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Year 7' }))
    await tablet.person.click(screen.getByRole('button', { name: 'Save the change' }))
    await waitFor(async () =>
      expect(await memberOn(tablet)).toMatchObject({ role: 'head-of-year', yearGroups: [7, 8] }),
    )
    expect((await lastAct(tablet))?.args).toMatchObject({
      role: { from: 'education-welfare-officer', to: 'head-of-year' },
    })
  })

  test('leave on a day, after it was said what follows; and can be given their place again', async () => {
    const office = officeStandIn()
    office.answers('GET /api/accounts', { body: { accounts: [standing({ openCases: 2, unsent: 3 })] } })
    const tablet = await onATablet(`/colleagues/${hollins}/${hussain}`, [received(administrator), received(officer)], {
      as: administrator,
    })
    await screen.findByText(/They answer for 2 cases/)
    await tablet.person.click(await screen.findByRole('button', { name: 'They have left' }))
    const dialog = await screen.findByRole('dialog', { name: 'Has Farah Hussain left?' })
    expect(dialog).toHaveTextContent(
      'They answer for 2 open cases. These stay with their name until somebody hands them on.',
    )
    expect(dialog).toHaveTextContent(
      '3 things they wrote were not sent when their tablets last asked. Ask them to open Doorstep once where there is signal.',
    )
    await tablet.person.click(within(dialog).getByRole('button', { name: 'They have left' }))
    await waitFor(async () => expect((await memberOn(tablet)).leftOn).toBe(thisMorning().slice(0, 10)))
    expect(await screen.findByText('3 things they wrote were not sent when their tablets last asked.')).toBeVisible()
    await tablet.person.click(await screen.findByRole('button', { name: 'Give them their place again' }))
    await waitFor(async () => expect((await memberOn(tablet)).leftOn).toBeNull())
  })

  test('get a new link, shown once; what the office refuses is said in its words', async () => {
    const office = officeStandIn()
    office.answers('GET /api/accounts', { body: { accounts: [standing({})] } })
    office.answers(`POST /api/accounts/${hussain}/invitation`, refusal(403, 'works-elsewhere'))
    const tablet = await onATablet(`/colleagues/${hollins}/${hussain}`, [received(administrator), received(officer)], {
      as: administrator,
    })
    await tablet.person.click(await screen.findByRole('button', { name: 'Make a new link' }))
    expect(await screen.findByText('The office said works-elsewhere.')).toBeInTheDocument()
    const link = 'https://office.example/sign-in#invitation=abc'
    office.answers(`POST /api/accounts/${hussain}/invitation`, {
      body: { link, expiresAt: '2026-11-24T10:21:00.000Z' },
    })
    await tablet.person.click(screen.getByRole('button', { name: 'Make a new link' }))
    expect(await screen.findByLabelText('One-time link')).toHaveValue(link)
  })

  test('nobody changes their own place', async () => {
    officeStandIn()
    await onATablet(`/colleagues/${hollins}/${administrator.id}`, [received(administrator)], { as: administrator })
    expect(await screen.findByText('Signing in')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'They have left' })).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Save the change' })).not.toBeInTheDocument()
  })
})

/** Invites somebody as far as the link, at an office that can send e-mail or cannot. */
const linkAsked = async (mayMail: boolean) => {
  const office = officeStandIn()
  const link = 'https://office.example/sign-in#invitation=xyz'
  const invited = { personId: hussain, link, expiresAt: '2026-11-24T10:21:00.000Z', mayMail }
  office.answers('POST /api/accounts', { body: invited })
  const tablet = await onATablet('/colleagues/invite', [received(administrator)], { as: administrator })
  await tablet.say(await screen.findByLabelText('Name'), 'Ines Vale')
  await tablet.say(screen.getByLabelText('Work e-mail address'), 'i.vale@hollins.example')
  await tablet.person.selectOptions(screen.getByLabelText('What do they do here?'), 'Pastoral worker')
  await tablet.person.click(screen.getByRole('button', { name: 'Invite' }))
  expect(await screen.findByLabelText('One-time link')).toHaveValue(link)
  return { office, tablet }
}

describe('inviting', () => {
  test('asks for name, address and role, and shows the link to hand over', async () => {
    const office = officeStandIn()
    const link = 'https://office.example/sign-in#invitation=xyz'
    office.answers('POST /api/accounts', { body: { personId: hussain, link, expiresAt: '2026-11-24T10:21:00.000Z' } })
    const tablet = await onATablet('/colleagues/invite', [received(administrator)], { as: administrator })
    await tablet.person.click(await screen.findByRole('button', { name: 'Invite' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Write their name')
    expect(office.asked.filter(({ method }) => method === 'POST')).toEqual([])
    await tablet.say(screen.getByLabelText('Name'), 'Ines Vale')
    await tablet.say(screen.getByLabelText('Work e-mail address'), 'i.vale@hollins.example')
    await tablet.person.selectOptions(screen.getByLabelText('What do they do here?'), 'Pastoral worker')
    await tablet.person.click(screen.getByRole('button', { name: 'Invite' }))
    expect(await screen.findByLabelText('One-time link')).toHaveValue(link)
    expect(office.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      organisationId: hollins,
      name: 'Ines Vale',
      email: 'i.vale@hollins.example',
      role: 'pastoral',
      yearGroups: null,
    })
  })

  test('what was typed is there again after a lock, and gone from the tablet once the office has it', async () => {
    const office = officeStandIn()
    const link = 'https://office.example/sign-in#invitation=xyz'
    office.answers('POST /api/accounts', { body: { personId: hussain, link, expiresAt: '2026-11-24T10:21:00.000Z' } })
    const before = await onATablet('/colleagues/invite', [received(administrator)], { as: administrator })
    await before.say(await screen.findByLabelText('Name'), 'Ines Vale')
    await before.person.selectOptions(screen.getByLabelText('What do they do here?'), 'Pastoral worker')
    await before.takenAway()
    const after = await onATablet('/colleagues/invite', [received(administrator)], { as: administrator, db: before.db })
    expect(await screen.findByLabelText('Name')).toHaveValue('Ines Vale')
    expect(screen.getByLabelText('What do they do here?')).toHaveDisplayValue('Pastoral worker')
    await after.say(screen.getByLabelText('Work e-mail address'), 'i.vale@hollins.example')
    await after.person.click(screen.getByRole('button', { name: 'Invite' }))
    expect(await screen.findByLabelText('One-time link')).toHaveValue(link)
    await waitFor(async () => expect(await after.db.drafts.count()).toBe(0))
    await after.person.click(screen.getByRole('button', { name: 'Invite somebody else' }))
    expect(await screen.findByLabelText('Name')).toHaveValue('')
  })

  test('where the office can send e-mail it is asked to, after a look at the address; what is said is what the office knows', async () => {
    const { office, tablet } = await linkAsked(true)
    expect(screen.getByText('i.vale@hollins.example')).toBeVisible()
    const letter = `POST /api/accounts/${hussain}/letter`
    office.answers(letter, refusal(409, 'no-mail-server'))
    await tablet.person.click(screen.getByRole('button', { name: 'Send it by e-mail' }))
    expect(await screen.findByText(/^It was not sent\./)).toBeVisible()

    office.answers(letter, { body: { mailed: 'asked' } })
    office.answers('GET /api/accounts', { body: { accounts: [standing({ mailed: 'failing' })] } })
    await tablet.person.click(screen.getByRole('button', { name: 'Send it by e-mail' }))
    expect(
      await screen.findByText(/was asked to send it to i\.vale@hollins\.example\. It has not gone yet/),
    ).toBeVisible()
    expect(office.asked.findLast(({ method }) => method === 'POST')?.body).toEqual({ code: 'xyz' })
    expect(await screen.findByText(/could not be sent to i\.vale@hollins\.example so far/)).toBeVisible()
    office.answers('GET /api/accounts', { body: { accounts: [standing({ mailed: 'sent' })] } })
    expect(await screen.findByText(/^Sent to i\.vale@hollins\.example/)).toBeVisible()
    // The link to hand over stays where it was.
    expect(screen.getByLabelText('One-time link')).toBeVisible()
  }, 30_000)

  test('where it cannot, nothing is offered', async () => {
    await linkAsked(false)
    expect(screen.queryByRole('button', { name: 'Send it by e-mail' })).not.toBeInTheDocument()
  })

  test('a service manager may invite officers alone', async () => {
    officeStandIn()
    const manager = aColleague({ role: 'service-manager' })
    await onATablet('/colleagues/invite', [received(manager)], { as: manager })
    const roles = within(await screen.findByLabelText('What do they do here?')).getAllByRole('option')
    expect(roles.map((option) => option.textContent)).toEqual(['Choose', 'Education welfare officer'])
  })
})

describe('colleagues, as whoever answers for the children sees them', () => {
  test('the cases of somebody who has left are named first, each a press from being handed on', async () => {
    officeStandIn()
    const gone = { ...officer, leftOn: '2026-11-20' }
    const kept = [received(gone), received(aPupil()), received(aCase({ ownerId: hussain }))]
    const tablet = await onATablet('/colleagues', kept)
    expect(await screen.findByRole('heading', { name: 'Left, and still named on open cases' })).toBeInTheDocument()
    const [first] = screen.getAllByRole('link', { name: /Hussain|Okoro/ })
    expect(first).toHaveTextContent(/Farah Hussain.*Hand over/)
    await tablet.person.click(first ?? document.body)
    await tablet.person.click(await screen.findByRole('link', { name: /Ayesha Rahman/ }))
    await waitFor(() => expect(tablet.path()).toMatch(/\/case\/owner$/))
  })
})
