import '../one-realm.ts'
import { afterEach, expect, test, vi } from 'vitest'
import { readReady } from '#client/features/visits/read-ready.ts'
import { aColleague, ayesha, idOf, okoro, received, aPupil, aSchool } from '../invented-family.ts'
import { hold, thisMorning } from '../on-a-tablet.tsx'
import { openInMemory } from '../../store/support.ts'

afterEach(() => vi.unstubAllGlobals())

test('a picture of a saved note that has not gone counts as unsent, when every word has', async () => {
  // A browser that was not asked anything about its screen.
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  const db = await openInMemory()
  await hold(db, [received(aSchool()), received(aColleague()), received(aPupil())])
  const unsent = async (): Promise<number> => {
    const session = {
      db,
      clock: thisMorning,
      actor: { personId: okoro, memberships: [aColleague()] },
      account: { personId: okoro, name: 'Sade Okoro', databaseName: 'd0' },
    }
    const facts = await readReady(
      session,
      { people: () => Promise.resolve([]) },
      { lastExchangeAt: thisMorning(), clockDifference: 0, onlyHere: 0 },
    )
    return facts.unsent
  }
  expect(await unsent()).toBe(0)
  await db.attachments.add({
    id: idOf(950),
    fileId: ayesha,
    recordId: idOf(951),
    mediaType: 'image/jpeg',
    size: 3,
    sha256: 'a'.repeat(64),
    bytes: 'AAAA',
    sentAt: null,
    of: { organisationId: ayesha, about: 'photo', caption: '', isSaved: true },
  })
  expect(await unsent()).toBe(1)
})
