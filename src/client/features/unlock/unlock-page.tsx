import { useState } from 'react'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { z } from 'zod'
import { lastOpened } from '#client/app/device-id.ts'
import { Door } from '#client/app/door.tsx'
import type { Person } from '#client/app/tablet.ts'
import { useTablet, useTabletState } from '#client/app/use-tablet.tsx'
import { meta, readMeta } from '#client/store/meta.ts'
import type { NumberedKey } from '#client/store/seal.ts'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Quiet, Stack } from '#client/ui/page.tsx'
import { ChoosePerson } from './choose-person.tsx'
import { EnterPassphrase } from './enter-passphrase.tsx'
import { Recover } from './recover.tsx'
import { sayWhyLocked } from './say-not-unlocked.ts'

const Brought = z.object({ from: z.string().optional(), whose: z.string().optional() }).catch({})

/** Opening this tablet, with no office needed. Before it nothing personal is shown but the initials people chose. */
export const UnlockPage = () => {
  const tablet = useTablet()
  const state = useTabletState()
  const navigate = useNavigate()
  const location = useLocation()
  const brought = Brought.parse(location.state ?? {})
  const asked = new URLSearchParams(location.search)
  const [chosen, setChosen] = useState(brought.whose ?? lastOpened())
  const [isOpening, setOpening] = useState(false)

  if (state.kind === 'open' && !isOpening) return <Navigate to="/" replace />
  if (state.kind !== 'locked' && !isOpening) return null
  const people = state.kind === 'locked' ? state.people : []
  if (people.length === 0 && !isOpening) return <Navigate to="/sign-in" replace />
  const person = people.find((each) => each.databaseName === chosen) ?? (people.length === 1 ? people[0] : undefined)

  const goIn = async (databaseName: string, key: NumberedKey): Promise<void> => {
    setOpening(true)
    const kind = await tablet.open(databaseName, key)
    // This screen stays as it is until the next one is drawn.
    if (kind === 'open') await navigate((await placeToReturn()) ?? brought.from ?? '/', { replace: true })
    else setOpening(false)
  }
  /** Where the person was when it locked; the field is found again by `ReturnToField`. */
  const placeToReturn = async (): Promise<string | null> => {
    const now = tablet.state.getState()
    return now.kind === 'open' ? ((await readMeta(now.session.db, meta.returnTo))?.path ?? null) : null
  }

  if (isOpening) {
    return (
      <Door title="Opening">
        <Quiet>One moment.</Quiet>
      </Door>
    )
  }
  if (person === undefined) {
    return (
      <Door title="Who is it?" foot={<SomeoneElse />}>
        <ChoosePerson people={people} onChoose={setChosen} />
      </Door>
    )
  }
  if (asked.has('recover')) {
    return (
      <Door title="Choose a new passphrase">
        <Recover person={person} onOpened={(key) => void goIn(person.databaseName, key)} />
      </Door>
    )
  }
  return (
    <Door
      title={titleFor(person, people)}
      foot={
        <Stack gap="tight">
          {people.length > 1 && (
            <Button kind="quiet" onPress={() => setChosen(null)}>
              That is not me
            </Button>
          )}
          <SomeoneElse />
        </Stack>
      }
    >
      <EnterPassphrase
        key={person.databaseName}
        person={person}
        why={sayWhyLocked(asked.get('why'))}
        onOpened={(key) => void goIn(person.databaseName, key)}
      />
    </Door>
  )
}

const titleFor = (person: Person, people: readonly Person[]): string =>
  people.length > 1 && person.initials !== '' ? `Unlock, ${person.initials}` : 'Unlock this tablet'

const SomeoneElse = () => (
  <LinkButton kind="quiet" href="/sign-in?for=another">
    Set this tablet up for someone else
  </LinkButton>
)
