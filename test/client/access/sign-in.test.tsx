import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { aBrowser, atTheDoor, okoroAtOffice, passphrase, setUpFor, type AtTheDoor } from './at-the-door.tsx'
import { officeStandIn, refusal } from './office-stand-in.ts'

const methods = { password: true, passkey: true, providers: [{ id: 'microsoft', name: 'Microsoft' }], demo: null }

const anOffice = () => {
  const office = officeStandIn()
  office.answers('GET /api/sign-in-methods', { body: methods })
  office.answers('GET /api/session', refusal(401, 'signed-out'))
  return office
}

const signIn = async (door: AtTheDoor): Promise<void> => {
  await door.person.type(await screen.findByLabelText('E-mail address'), 's.okoro@hollins.example')
  await door.person.type(screen.getByLabelText('Password'), 'otters on the Humber bridge')
  await door.person.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('signing in', () => {
  test('with a password and then a code leads to setting up the tablet', async () => {
    const office = anOffice()
    office.answers('POST /api/auth/sign-in/email', { body: { next: 'second-factor' } })
    office.answers('POST /api/auth/two-factor/verify-totp', () => {
      office.answers('GET /api/session', { body: okoroAtOffice })
      return { body: { next: 'signed-in' } }
    })
    const door = await atTheDoor('/sign-in')
    await signIn(door)
    await door.person.type(await screen.findByLabelText('Code from your authenticator app'), '123 456')
    await door.person.click(screen.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByLabelText('Name of this tablet')).toBeInTheDocument()
    expect(door.path()).toBe('/set-up')
    expect(office.asked.find((each) => each.path.endsWith('verify-totp'))?.body).toEqual({ code: '123456' })
    for (const { headers } of office.asked) expect(headers.get('X-Doorstep')).toBe('1')
  })

  test('with a wrong password says so at the top and at the field, and keeps the address', async () => {
    const office = anOffice()
    office.answers('POST /api/auth/sign-in/email', refusal(401, 'wrong-email-or-password'))
    const door = await atTheDoor('/sign-in')
    await signIn(door)
    expect(await screen.findByRole('alert')).toHaveTextContent('do not go together')
    expect(screen.getByLabelText('E-mail address')).toHaveValue('s.okoro@hollins.example')
    expect(screen.getByLabelText('E-mail address')).toBeInvalid()
  })

  test('after too many tries says how long to wait [F6]', async () => {
    const office = anOffice()
    office.answers('POST /api/auth/sign-in/email', {
      ...refusal(429, 'too-many-tries'),
      headers: { 'Retry-After': '840' },
    })
    const door = await atTheDoor('/sign-in')
    await signIn(door)
    expect(await screen.findByText('There were too many tries. Wait 14 minutes, then try again.')).toBeInTheDocument()
  })

  test('without signal says what to do', async () => {
    officeStandIn()
    await atTheDoor('/sign-in')
    expect(await screen.findByText('You need signal to sign in')).toBeInTheDocument()
  })

  test('behind a Wi-Fi’s own page says that it is the Wi-Fi', async () => {
    const office = anOffice()
    office.answers('GET /api/sign-in-methods', { html: '<html>Hotel</html>' })
    await atTheDoor('/sign-in')
    expect(await screen.findByText(/This Wi-Fi wants you to sign in to it first/)).toBeInTheDocument()
  })

  test('lets password managers fill and people paste [K3]', async () => {
    anOffice()
    const door = await atTheDoor('/sign-in')
    const email = await screen.findByLabelText('E-mail address')
    expect(email).toHaveAttribute('autocomplete', 'username')
    expect(screen.getByLabelText('Password')).toHaveAttribute('autocomplete', 'current-password')
    await door.person.click(screen.getByLabelText('Password'))
    await door.person.paste('otters on the Humber bridge')
    expect(screen.getByLabelText('Password')).toHaveValue('otters on the Humber bridge')
  })

  test('offers the school’s own sign-in, and says what came back from it', async () => {
    anOffice()
    await atTheDoor('/sign-in?problem=not-known-here')
    expect(await screen.findByRole('button', { name: 'Sign in with Microsoft' })).toBeInTheDocument()
    expect(screen.getByText(/not known here yet/)).toBeInTheDocument()
  })

  test('at the invented school is one press', async () => {
    const office = anOffice()
    office.answers('GET /api/sign-in-methods', {
      body: {
        ...methods,
        demo: [
          {
            name: 'Sade Okoro',
            role: 'Attendance lead',
            organisation: 'Hollins School',
            email: 's.okoro@hollins.example',
            password: 'shown to everyone',
          },
        ],
      },
    })
    office.answers('POST /api/auth/sign-in/email', () => {
      office.answers('GET /api/session', { body: { ...okoroAtOffice, demo: true } })
      return { body: { next: 'signed-in' } }
    })
    const door = await atTheDoor('/sign-in')
    await door.person.click(await screen.findByRole('button', { name: /Attendance lead/ }))
    expect(await screen.findByLabelText('Name of this tablet')).toBeInTheDocument()
  })

  test('by an administrator’s link asks for a password first, and never sends a short one', async () => {
    const office = anOffice()
    office.answers('POST /api/auth/invitation', { body: { next: 'sign-in' } })
    const door = await atTheDoor('/sign-in#invitation=one-time-code')
    const field = await screen.findByLabelText('New password')
    await door.person.type(field, 'short')
    await door.person.click(screen.getByRole('button', { name: 'Set this password' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('at least 12 characters')
    expect(office.asked.some((each) => each.path.endsWith('invitation'))).toBe(false)
    await door.person.type(field, ' but longer now')
    await door.person.click(screen.getByRole('button', { name: 'Set this password' }))
    expect(await screen.findByLabelText('E-mail address')).toBeInTheDocument()
    expect(office.asked.find((each) => each.path.endsWith('invitation'))?.body).toEqual({
      code: 'one-time-code',
      password: 'short but longer now',
    })
  })

  test('someone without a second step sets one up, and sees the recovery codes once [F3]', async () => {
    const office = anOffice()
    office.answers('POST /api/auth/sign-in/email', () => {
      office.answers('GET /api/session', refusal(403, 'mfa-required', { mfa: { totp: false, passkey: false } }))
      return { body: { next: 'signed-in' } }
    })
    office.answers('POST /api/auth/two-factor/enable', {
      body: {
        totpUri: 'otpauth://totp/Doorstep:s.okoro?secret=JBSWY3DPEHPK3PXP&issuer=Doorstep',
        recoveryCodes: ['aaaa-1111', 'bbbb-2222'],
      },
    })
    const door = await atTheDoor('/sign-in')
    await signIn(door)
    await door.person.click(await screen.findByRole('button', { name: 'Use an authenticator app' }))
    await door.person.type(screen.getByLabelText('Your password again'), 'otters on the Humber bridge')
    await door.person.click(screen.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByText('JBSW Y3DP EHPK 3PXP')).toBeInTheDocument()
    expect(screen.getByText('bbbb-2222')).toBeInTheDocument()
  })
})

test('what the office says after the password is shown, and the address stays written', async () => {
  const office = anOffice()
  office.answers('POST /api/auth/sign-in/email', () => {
    office.answers('GET /api/session', refusal(403, 'left'))
    return { body: { next: 'signed-in' } }
  })
  const door = await atTheDoor('/sign-in')
  await signIn(door)
  expect(await screen.findByText(/You are no longer a member of any place here/)).toBeInTheDocument()
  expect(screen.getByLabelText('E-mail address')).toHaveValue('s.okoro@hollins.example')
})

const openTablet = async () => {
  const office = anOffice()
  const browser = aBrowser()
  await setUpFor(browser)
  const door = await atTheDoor('/device', browser)
  await door.person.type(await screen.findByLabelText('Passphrase'), passphrase)
  await door.person.click(screen.getByRole('button', { name: 'Unlock' }))
  await screen.findByRole('heading', { name: 'This tablet' })
  return { office, browser, door }
}

describe('a session that ended while the tablet is open [B4]', () => {
  test('locks nobody out: work goes on', async () => {
    const { office, door } = await openTablet()
    await waitFor(() => expect(office.asked.some((each) => each.path === '/api/session')).toBe(true))
    expect(door.tablet.state.getState().kind).toBe('open')
    expect(door.left).toEqual([])
  })

  test('is not taken over by somebody else, whose name this person’s work must never go under [B5]', async () => {
    const { office, browser, door } = await openTablet()
    door.unmount()
    const again = await atTheDoor('/sign-in', browser)
    await again.tablet.keys.people()
    const key = await again.tablet.keys.unlockWithPassphrase(okoroAtOffice.account.databaseName, passphrase)
    if (!key.ok) throw new Error('Did not unlock')
    await again.tablet.open(okoroAtOffice.account.databaseName, key.key)
    office.answers('POST /api/auth/sign-out', { body: { next: 'signed-out' } })
    office.answers('POST /api/auth/sign-in/email', () => {
      office.answers('GET /api/session', {
        body: {
          ...okoroAtOffice,
          account: {
            personId: '9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d',
            name: 'Kamran Hussain',
            databaseName: 'd-other',
          },
        },
      })
      return { body: { next: 'signed-in' } }
    })
    await signIn(again)
    expect(await screen.findByText('That is somebody else')).toBeInTheDocument()
    expect(office.asked.some((each) => each.path === '/api/auth/sign-out')).toBe(true)
  })

  test('what a person may do is taken anew when the office says otherwise', async () => {
    const office = anOffice()
    const [membership] = okoroAtOffice.actor.memberships
    const actor = {
      ...okoroAtOffice.actor,
      memberships: [{ ...membership, role: 'administrator' }, { role: 'role-of-a-later-year' }],
    }
    office.answers('GET /api/session', { body: { ...okoroAtOffice, actor } })
    const browser = aBrowser()
    await setUpFor(browser)
    const door = await atTheDoor('/device', browser)
    await door.person.type(await screen.findByLabelText('Passphrase'), passphrase)
    await door.person.click(screen.getByRole('button', { name: 'Unlock' }))
    expect(await screen.findByText('Administrator')).toBeInTheDocument()
    expect(door.syncs).toHaveLength(2)
    expect(door.syncs[0]?.stopped).toBe(true)
  })
})
