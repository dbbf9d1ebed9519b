import { KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { canMakePasskeys } from '#client/app/passkeys-here.ts'
import { useSession } from '#client/app/session.tsx'
import { useTablet } from '#client/app/use-tablet.tsx'
import type { Keys } from '#client/store/keys.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { AddPasskeyDialog } from './add-passkey-dialog.tsx'
import { ChangePassphraseDialog } from './change-passphrase-dialog.tsx'

type Person = Awaited<ReturnType<Keys['people']>>[number]

const personOf = async (keys: Keys, databaseName: string): Promise<Person | null> =>
  (await keys.people()).find((each) => each.databaseName === databaseName) ?? null

/** The ways this person has of opening the tablet. */
export const WaysIn = () => {
  const { keys } = useTablet()
  const { account } = useSession()
  const [person, setPerson] = useState<Person | null>(null)
  const [asked, setAsked] = useState<'passphrase' | 'passkey' | null>(null)

  useEffect(() => {
    let isOver = false
    const first = async (): Promise<void> => {
      const found = await personOf(keys, account.databaseName)
      if (!isOver) setPerson(found)
    }
    void first()
    return () => {
      isOver = true
    }
  }, [keys, account.databaseName])
  const look = async (): Promise<void> => setPerson(await personOf(keys, account.databaseName))
  const close = (): void => {
    setAsked(null)
    void look()
  }
  const passkeyAction = (isSet: boolean) => {
    if (isSet) {
      return (
        <Button aria-label="Remove: passkey" onPress={() => void keys.dropPasskeys(account.databaseName).then(look)}>
          Remove
        </Button>
      )
    }
    return canMakePasskeys() ? (
      <Button aria-label="Add: passkey" icon={<KeyRound aria-hidden />} onPress={() => setAsked('passkey')}>
        Add
      </Button>
    ) : undefined
  }

  return (
    <Card title="Ways to unlock" isList>
      <Facts
        facts={[
          {
            label: 'Passphrase',
            value: person?.passphrase === false ? 'None' : 'Set',
            action: (
              <Button aria-label="Change: passphrase" onPress={() => setAsked('passphrase')}>
                Change
              </Button>
            ),
          },
          {
            label: 'Passkey',
            value: person?.passkey === true ? 'Set' : canMakePasskeys() ? 'None' : 'This browser has none',
            action: passkeyAction(person?.passkey === true),
          },
          { label: 'If you forget', value: 'Sign in with signal and choose a new passphrase; nothing is lost' },
        ]}
      />
      {asked === 'passphrase' && <ChangePassphraseDialog onClose={close} />}
      {asked === 'passkey' && <AddPasskeyDialog onClose={close} />}
    </Card>
  )
}
