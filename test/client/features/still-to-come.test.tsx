import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { forgetMeta } from '#client/store/meta.ts'
import { keepToCome, toComeMeta } from '#client/store/to-come.ts'
import { aCase, aColleague, aPupil, received } from './invented-family.ts'
import { onATablet } from './on-a-tablet.tsx'

/** What each screen says when it has nothing to show, which is true only once every file is here; and what may be missing until then. */
const claims: [path: string, claim: string, missing: string][] = [
  ['/visits', 'No visit is planned', 'visits'],
  ['/hand-over', 'Nobody has offered you a case.', 'cases'],
  ['/restricted', 'Nothing here', 'concerns'],
  ['/morning/for-the-register', 'Nothing is proposed yet', 'reasons that were given'],
]

const asked = [received(aPupil()), received(aCase())]
const pastoral = aColleague({ role: 'pastoral' })

describe('until every file is on the tablet', () => {
  test.each(claims)('%s does not claim that there is nothing', async (path, claim, missing) => {
    const { db } = await onATablet(path, asked, { as: pastoral })
    expect(await screen.findByText(claim)).toBeVisible()
    expect(screen.queryByText(/missing here/)).toBeNull()

    await keepToCome(db, 12)
    expect(await screen.findByText(`12 files are still to come, so ${missing} may be missing here.`)).toBeVisible()
    expect(screen.queryByText(claim)).toBeNull()

    await forgetMeta(db, toComeMeta)
    expect(await screen.findByText(/^Nothing has come from the office yet, so /)).toBeVisible()
    expect(screen.queryByText(claim)).toBeNull()

    await keepToCome(db, 0)
    expect(await screen.findByText(claim)).toBeVisible()
    await waitFor(() => expect(screen.queryByText(/missing here/)).toBeNull())
  })

  test('what there is stands there all the same, with the word that more may come', async () => {
    const { db } = await onATablet('/hand-over', asked)
    await screen.findByLabelText('Whose cases?')
    await keepToCome(db, 1)
    expect(await screen.findByText('One file is still to come, so cases may be missing here.')).toBeVisible()
    expect(screen.getByLabelText('Whose cases?')).toBeVisible()
  })
})
