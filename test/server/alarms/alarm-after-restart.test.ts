import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Outing } from '#domain/records/outing.ts'
import { outingsFileOf } from '#domain/records/own-file.ts'
import { machineClock } from '#domain/time/instant.ts'
import { readConfig } from '#server/config.ts'
import { openLog } from '#server/log.ts'
import { setUpOffice } from '#server/set-up-office.ts'
import { openBesideOffice, type OpenedBesideOffice } from '#server/store/open-beside-office.ts'
import { openDatabase } from '#server/store/open-database.ts'
import { scopeOf } from '#server/sync/apply-push.ts'
import { makeClosedFolder, removeClosedFolder } from '#test/support/closed-folder.ts'
import { startMailServer, type MailServer } from '#test/support/mail-server.ts'
import { OfficeProcess } from '#test/support/office-process.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'

const secret = 'mQ7w2-zr0Kf5uXo9eTjBv1LhNc4PgSdA'
let mail: MailServer
let folder: string
let environment: Record<string, string>
let school: SmallSchool

/** A school of a real office on a data folder of its own, its people able to be written to. */
beforeAll(async () => {
  mail = await startMailServer()
  folder = makeClosedFolder('alarm')
  environment = { SECRET: secret, SMTP_URL: mail.url, LOG_LEVEL: 'info' }
  const config = { ...readConfig({ ...environment, DATA_DIR: join(folder, 'data') }), secret }
  const opened = await openDatabase(config)
  const log = openLog('error', () => {})
  const { office, close } = await setUpOffice({ ...opened, config, clock: machineClock, log })
  school = await foundSmallSchool(opened.database, {
    code: 'hollins',
    name: 'Hollins',
    roles: ['education-welfare-officer', 'attendance-lead'],
    pupils: 1,
  })
  await office.accounts.createAccount({
    name: 'Dana Shah',
    email: 'dana.shah@hollins.example',
    personId: school.staff[1]!.personId,
  })
  await close()
  await opened.close()
}, 120_000)
afterAll(async () => {
  await mail.close()
  await removeClosedFolder(folder)
})

const beside = async <T>(run: (opened: OpenedBesideOffice) => Promise<T>): Promise<T> => {
  const opened = await openBesideOffice(readConfig({ ...environment, DATA_DIR: join(folder, 'data') }))
  try {
    return await run(opened)
  } finally {
    await opened.close()
  }
}

test('the office is killed between lodging and the time, which passes meanwhile: the alarm is raised when it starts again', async () => {
  const [officer, lead] = school.staff
  const place = { organisationId: school.id, personId: officer!.personId, outingId: randomUUID() }
  const stepsNow = () =>
    beside(async ({ database }) => {
      const { rows } = await database.read(scopeOf(officer!), (tx) =>
        tx.query<{ body: Outing }>('select body from record where file_id = $1 and id = $2', [
          outingsFileOf(place.organisationId, place.personId),
          place.outingId,
        ]),
      )
      return rows[0]?.body.steps.map(({ what }) => what)
    })
  const office = await OfficeProcess.open(join(folder, 'data'), environment)
  try {
    const backBy = new Date(Date.now() + 8000).toISOString()
    await beside(({ database }) =>
      actAtOffice(
        database,
        officer!,
        'lodge-outing@1',
        {
          ...place,
          where: '14 Mill Lane',
          visitIds: [],
          backBy,
          watcherId: lead!.personId,
          withId: null,
          phone: '07700 900555',
          watcherPhone: '07700 900666',
        },
        machineClock(),
      ),
    )
    expect(await stepsNow()).toEqual([])
    await office.kill()
    expect(machineClock() < backBy, 'The machine was too slow to end the office before the time.').toBe(true)
    await wait(Math.max(0, Date.parse(backBy) - Date.now()) + 500)
    expect(mail.received).toHaveLength(0)
    await office.start()
    await vi.waitFor(() => expect(mail.received).toHaveLength(1), 30_000)
    expect(await stepsNow()).toEqual(['alarm-raised'])
    expect(mail.received[0]?.to).toEqual(['dana.shah@hollins.example'])
    expect(mail.received[0]?.raw).toContain('Colleague 1 has not come back')
    expect(office.said).not.toMatch(/Mill Lane|Colleague 1|dana|07700/)
  } finally {
    await office.stop()
  }
}, 120_000)
