import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { askAccount } from '#client/app/account-at-office.ts'
import { officeFor } from '#client/app/office.ts'
import { recoverySecretOf } from '#client/app/recovery-secret.ts'
import { sayMutation } from '#client/app/say-mutation.ts'
import { appVersion } from '#client/app/version.ts'
import { asPlainText, wordsOf } from '#client/app/words-of.ts'
import { mutations } from '#domain/mutations/index.ts'

describe('what a queued act is called', () => {
  test.each(Object.keys(mutations))('%s has a name that people use', (name) => {
    expect(sayMutation(name, {}, '2026-11-23')).not.toBe('An entry')
  })

  test('says the day that it is about, with the year when that is another', () => {
    expect(sayMutation('log-home-visit@1', { happenedOn: '2026-11-20' }, '2026-11-23')).toBe('Home visit, Fri 20 Nov')
    expect(sayMutation('log-home-visit@2', { happenedOn: '2025-11-20' }, '2026-11-23')).toBe(
      'Home visit, Thu 20 Nov 2025',
    )
    expect(sayMutation('log-contact@1', { happenedOn: '2026-11-20', means: 'phone-out' }, '2026-11-23')).toBe(
      'Call we made, Fri 20 Nov',
    )
  })

  test('never says a word that was written, and copes with what it does not know', () => {
    expect(sayMutation('log-contact@1', { facts: 'Ayesha cried', means: 'semaphore' }, '2026-11-23')).toBe('Contact')
    expect(sayMutation('of-a-later-year@1', { words: 'Ayesha cried' }, '2026-11-23')).toBe('An entry')
    expect(sayMutation('log-contact@1', null, '2026-11-23')).toBe('Contact')
  })
})

describe('the words of a refused act', () => {
  test('are found under their questions wherever they stand, and ids, days and choices are not taken for words', () => {
    const args = {
      actId: '7d1e2f30-4b5c-4d6e-8f90-a1b2c3d4e5f6',
      happenedOn: '2026-11-20',
      happenedAt: '10:15',
      access: 'no-reply-signs-of-life',
      saw: 'Curtains moved.',
      thinks: '',
      children: [
        {
          pupilId: '7d1e2f30-4b5c-4d6e-8f90-a1b2c3d4e5f7',
          seen: 'alone',
          childWords: 'no',
          promises: [{ words: 'Bus pass by Thursday' }],
        },
      ],
    }
    expect(wordsOf(args)).toEqual([
      { question: 'What I saw', words: 'Curtains moved.' },
      { question: 'The child’s words', words: 'no' },
      { question: 'In words', words: 'Bus pass by Thursday' },
    ])
  })

  test('of an act from a later version are shown all the same', () => {
    expect(wordsOf({ somethingNew: 'Gran has moved in with them' })).toEqual([
      { question: 'Also written', words: 'Gran has moved in with them' },
    ])
  })

  test('of a changed field are the new ones, not those it was changed from', () => {
    expect(wordsOf({ child: { from: 'I hate PE', to: 'I hate the changing room' } })).toEqual([
      { question: 'What the child says', words: 'I hate the changing room' },
    ])
  })

  test('as text keep their lines', () => {
    expect(asPlainText('Home visit', [{ question: 'What I saw', words: 'One\nTwo' }])).toBe(
      'Home visit\n\nWhat I saw:\nOne\nTwo',
    )
  })
})

test('the version told to the office is the package’s', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  expect(text).toContain(`"version": "${appVersion}"`)
})

test('only 32 bytes in base64 count as the office’s secret', () => {
  const secret = new Uint8Array(32).fill(255)
  expect(recoverySecretOf(btoa(String.fromCharCode(...secret)))).toEqual(secret)
  expect(recoverySecretOf(btoa(String.fromCharCode(...secret)).replaceAll('/', '_'))).toEqual(secret)
  expect(recoverySecretOf('c2hvcnQ=')).toBeNull()
  expect(recoverySecretOf('not base64!')).toBeNull()
})

test('a membership of a role from a later version is left out, and the others stand', async () => {
  const membership = {
    kind: 'staff-member',
    id: '3c0f6d1e-6f0a-4d0a-9a5b-1f2a3b4c5d6e',
    organisationId: '5d2b7c1a-0e4f-4c3b-8a9d-0a1b2c3d4e5f',
    name: 'Sade Okoro',
    role: 'attendance-lead',
    yearGroups: null,
    leftOn: null,
  }
  const office = officeFor({
    fetch: async () =>
      Response.json({
        account: { personId: membership.id, name: 'Sade Okoro', databaseName: 'd-okoro' },
        actor: {
          personId: membership.id,
          memberships: [
            { ...membership, since: '2029' },
            { ...membership, role: 'archivist' },
          ],
        },
        demo: false,
        mfa: { totp: true, passkey: false },
      }),
  })
  const answer = await askAccount(office)
  expect(answer.kind === 'ok' && answer.body.actor.memberships).toEqual([membership])
})
