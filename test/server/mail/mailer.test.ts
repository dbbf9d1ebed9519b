import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { addMinutes, machineClock } from '#domain/time/instant.ts'
import type { Letter } from '#server/mail/mailer.ts'
import { nobody } from '#server/store/database.ts'
import { startMailServer, type MailServer } from '#test/support/mail-server.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { connectedAs, createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'

let mail: MailServer
let made: TestDatabase
let running: TestOffice
beforeAll(async () => {
  mail = await startMailServer()
  made = await createTestDatabase()
  running = await startOffice({ made, config: { smtpUrl: mail.url } })
})
afterAll(async () => {
  await running.stop()
  await made.close()
  await mail.close()
})
beforeEach(() => {
  mail.received.length = 0
  mail.isBusy = false
})

const letter: Letter = {
  to: 'dana.shah@hollins.example',
  subject: 'Ring the office',
  text: 'Someone has not come back.',
  until: null,
}

const send = (changed: Partial<Letter> = {}, key?: string): Promise<void> =>
  running.office.database.write(nobody, (tx) => running.office.mailer.send(tx, { ...letter, ...changed }, key))

const stateOfMail = () => running.office.database.read(nobody, (tx) => running.office.mailer.state(tx))

test('a letter goes once its transaction is kept, from the office, to the one it is for', async () => {
  await send()
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), 10_000)
  expect(mail.received[0]?.to).toEqual(['dana.shah@hollins.example'])
  expect(mail.received[0]?.raw).toMatch(/^From: Doorstep <no-reply@doorstep\.example>$/m)
  expect(mail.received[0]?.raw).toContain('Someone has not come back.')
})

test('a letter whose transaction is undone is never sent', async () => {
  const undone = running.office.database.write(nobody, async (tx) => {
    await running.office.mailer.send(tx, { ...letter, subject: 'Undone' })
    throw new Error('changed our mind')
  })
  await expect(undone).rejects.toThrow('changed our mind')
  await send({ subject: 'Kept' })
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), 10_000)
  expect(mail.received[0]?.raw).toMatch(/^Subject: Kept$/m)
})

test('while it waits, nobody who copies the queue reads to whom it goes or what it says', async () => {
  mail.isBusy = true
  await send()
  const rows = await connectedAs(made.superuserUrl, async (client) => {
    const { rows: found } = await client.query<{ row: string }>(
      'select row_to_json(j)::text as row from graphile_worker._private_jobs j',
    )
    return found.map(({ row }) => row)
  })
  expect(rows).toHaveLength(1)
  expect(rows[0]).not.toMatch(/dana|hollins|come back/i)
  mail.isBusy = false
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), 20_000)
})

test('a busy mail server is asked again, and the office says meanwhile that letters do not go', async () => {
  expect(await stateOfMail()).toBe('ready')
  mail.isBusy = true
  await send()
  await vi.waitFor(async () => expect(await stateOfMail()).toBe('failing'), 10_000)
  expect(running.logged.filter((line) => line.includes('job-failed')).join('\n')).not.toMatch(/dana|hollins/)
  mail.isBusy = false
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), 20_000)
  await vi.waitFor(async () => expect(await stateOfMail()).toBe('ready'), 5000)
})

test('a letter that would only mislead by now is not sent', async () => {
  await send({ subject: 'Too late', until: addMinutes(machineClock(), -1) })
  await send({ subject: 'In time', until: addMinutes(machineClock(), 5) })
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), 10_000)
  expect(mail.received[0]?.raw).toMatch(/^Subject: In time$/m)
  expect(running.logged.join('\n')).toContain('mail-too-late')
})

test('a letter that waits is taken up by the next office after this one ended', async () => {
  mail.isBusy = true
  await send({ subject: 'After the restart' })
  await vi.waitFor(async () => expect(await stateOfMail()).toBe('failing'), 10_000)
  await running.stop()
  mail.isBusy = false
  running = await startOffice({ made, config: { smtpUrl: mail.url } })
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), 20_000)
})

test('an office without a mail server says so and takes no letter', async () => {
  const without = await startOffice({ made })
  expect(without.office.mailer.isSetUp).toBe(false)
  const { database, mailer } = without.office
  expect(await database.read(nobody, (tx) => mailer.state(tx))).toBe('not-set-up')
  await expect(database.write(nobody, (tx) => mailer.send(tx, letter))).rejects.toThrow('No mail server is set up.')
  await without.stop()
})
