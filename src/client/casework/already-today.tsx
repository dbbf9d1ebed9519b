import { memo } from 'react'
import { useSession } from '#client/app/session.tsx'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { accountsOn } from '#domain/casework/contact-health.ts'
import { contactResultWords, type ContactNote } from '#domain/records/contact-note.ts'
import { accessWords, type HomeVisit } from '#domain/records/home-visit.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { isKept } from './kept-record.ts'
import { sayWhoFirst } from './people-words.ts'
import { usePupilView } from './pupil-view.tsx'
import { readKept } from './read-file.ts'

/** Today's contacts and visits of the whole household, one line for each act, whichever child it was written for. */
const readToday = async (
  db: DoorstepDatabase,
  children: readonly string[],
  today: SchoolDay,
): Promise<(ContactNote | HomeVisit)[]> => {
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf(children.flatMap((child) => [[child, 'contact-note'] as const, [child, 'home-visit'] as const]))
    .toArray()
  const accounts = rows.flatMap((row) => {
    const kept = readKept(row)
    return kept !== null && (isKept(kept, 'contact-note') || isKept(kept, 'home-visit')) ? [kept.record] : []
  })
  const acts = new Map(accountsOn(accounts, today).map((account) => [account.actId, account]))
  return [...acts.values()]
}

/**
 * Who was in touch with the household of this screen's pupil today; undefined until it is known. A form waits for it:
 * what stands above its questions must not come late and move what is under a thumb.
 */
export const useAlreadyToday = (): (ContactNote | HomeVisit)[] | undefined => {
  const { db } = useSession()
  const { file, siblings, today } = usePupilView()
  const pupilId = file.pupil.record.id
  const ids = [file.pupil.record, ...siblings].map(({ id }) => id).join(' ')
  const found = useLive(
    async () => ({ of: pupilId, accounts: await readToday(db, ids.split(' '), today) }),
    [db, pupilId, ids, today],
  )
  return found?.of === pupilId ? found.accounts : undefined
}

/**
 * Who has been in touch with this household today, and about what, before anyone rings again: a family is never rung twice
 * for the same thing.
 */
export const AlreadyToday = memo(function AlreadyToday({ accounts }: { accounts: (ContactNote | HomeVisit)[] }) {
  const { file, siblings, colleagues, mine } = usePupilView()
  if (accounts.length === 0) return null
  const household: Pupil[] = [file.pupil.record, ...siblings]
  const about = (account: ContactNote | HomeVisit): string => {
    const child = household.find(({ id }) => id === account.pupilId)
    return child === undefined || child.id === file.pupil.record.id ? '' : ` (about ${calledName(child)})`
  }
  return (
    <Banner tone="notice" title="Already today">
      <ul>
        {accounts.map((account) => (
          <li key={account.actId}>
            {account.happenedAt === null ? '' : `${account.happenedAt}, `}
            {sayWhoFirst(colleagues, account.by, mine)}
            {whatOf(account)}
            {about(account)}.{firstLineOf(account)}
          </li>
        ))}
      </ul>
    </Banner>
  )
})

const whatOf = (account: ContactNote | HomeVisit): string =>
  account.kind === 'home-visit'
    ? `: home visit, ${accessWords[account.access].toLowerCase()}`
    : ` and ${whomOf(account)}: ${contactResultWords[account.result].toLowerCase()}`

const whomOf = ({ participants }: ContactNote): string =>
  participants.map(({ relationship, name }) => (relationship === '' ? name : relationship)).join(', ') || 'the family'

/** What it was about, in its own first line; nothing where the note says no more than its result. */
const firstLineOf = (account: ContactNote | HomeVisit): string => {
  const words = account.kind === 'home-visit' ? account.saw : account.facts
  const [line = ''] = words.split('\n', 1)
  return account.kind === 'contact-note' && line === `${contactResultWords[account.result]}.` ? '' : ` ${line}`
}
