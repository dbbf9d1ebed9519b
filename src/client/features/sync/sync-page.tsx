import { CloudOff, RefreshCw } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { sayMutation } from '#client/app/say-mutation.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import { sayEntries, sayPictures } from '#client/casework/say-only-here.ts'
import { throwAwayDraft } from '#client/store/draft-keeper.ts'
import { useThrowAway } from '#client/casework/use-throw-away.ts'
import { classifyFault, sayFault } from '#client/store/fault.ts'
import { useLive } from '#client/store/live.ts'
import type { OutboxRow, SentRow } from '#client/store/tables.ts'
import { useSyncState } from '#client/sync/state.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { StateChip, type KeptState } from '#client/ui/state-chip.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { EntryLine } from './entry-line.tsx'
import { PassesCard } from './passes-card.tsx'
import { calledOf, readSync, setHandled } from './read-sync.ts'
import { RefusedEntry } from './refused-entry.tsx'
import { connectionWords, sayClockDifference } from './say-connection.ts'
import styles from './sync.module.css'

/** What is only here, what was received, what needs the person. Everything said comes from receipts. */
export const SyncPage = () => {
  const { db, actor, clock } = useSession()
  const sync = useSyncState()
  const rows = useLive(() => readSync(db, actor.personId), [db, actor])
  const say = useToast()
  const today = dayOf(clock())
  const connection = connectionWords[sync.connection]
  const clockWords = sayClockDifference(sync.clockDifference)

  const mark = async (uid: string, at: string | null): Promise<boolean> => {
    try {
      await setHandled(db, uid, at)
      return true
    } catch (error) {
      say({ message: `Nothing changed. ${sayFault(classifyFault(error))}` })
      return false
    }
  }
  const handle = async (uid: string): Promise<void> => {
    if (await mark(uid, clock()))
      say({ message: 'Marked as dealt with. Its words stay on this tablet.', undo: () => void mark(uid, null) })
  }
  const throwAway = useThrowAway()
  return (
    <Page
      title="Sending and receiving"
      detail={
        sync.lastExchangeAt === null
          ? 'Not exchanged since this was unlocked'
          : `Last exchanged with the office ${sayInstant(sync.lastExchangeAt, today)}`
      }
      aside={
        sync.connection !== 'read-only' && (
          <Button icon={<RefreshCw aria-hidden />} isPending={sync.sending} onPress={sync.sendNow}>
            {sync.sending ? 'Sending' : 'Send now'}
          </Button>
        )
      }
    >
      <Banner
        tone={connection.tone}
        title={connection.title}
        live="polite"
        action={sync.connection === 'sign-in' ? <LinkButton href="/sign-in">Sign in</LinkButton> : undefined}
      >
        {connection.words}
      </Banner>
      {clockWords !== null && <Banner tone="due">{clockWords}</Banner>}
      {rows === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <>
          {(rows.needsYou.length > 0 || rows.clashes.length > 0) && (
            <Card
              title="Needs you"
              aside={sayCount(rows.needsYou.length + rows.clashes.length, 'entry', 'entries')}
              isList
            >
              <ul className={styles.list}>
                {rows.needsYou.map((row) => (
                  <RefusedEntry
                    key={row.uid}
                    row={row}
                    today={today}
                    held={rows}
                    onHandled={() => void handle(row.uid)}
                  />
                ))}
                {rows.clashes.map((clash) => (
                  <li key={clash.id} className={styles.entry}>
                    <strong>
                      {clash.title} about {clash.called}
                    </strong>
                    <span>
                      {clash.what.slice(0, 1).toUpperCase() + clash.what.slice(1)}. Both are kept.{' '}
                      <TextLink
                        href={`/caseload/${clash.pupilId}/clashes/${clash.id}`}
                        label={`Read both and choose: ${clash.what} of ${clash.called}`}
                      >
                        Read both and choose
                      </TextLink>
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Card title="Only on this tablet" aside={sayWaiting(rows.onlyHere, rows.pictures.length, today)} isList>
            {rows.onlyHere.length + rows.pictures.length === 0 ? (
              <p className={styles.none}>Nothing. Everything you saved has reached the office.</p>
            ) : (
              <ul className={styles.list}>
                {rows.onlyHere.map((row) => (
                  <EntryLine
                    key={row.uid}
                    title={sayMutation(row.name, row.args, today)}
                    about={calledOf(row, rows.called)}
                    detail={`Written ${sayInstant(row.recordedAt, today)}`}
                    state={<StateChip state={{ kind: 'only-here' }} />}
                  />
                ))}
                {rows.pictures.map(({ id, of }) => (
                  <EntryLine
                    key={id}
                    title={of?.about === 'signature' ? 'Signature' : 'Photo'}
                    detail="Of a saved note. It goes after the words."
                    state={<StateChip state={{ kind: 'only-here' }} />}
                  />
                ))}
              </ul>
            )}
          </Card>
          {rows.begun.length > 0 && (
            <Card title="Begun, not saved" aside={sayCount(rows.begun.length, 'form', 'forms')} isList>
              <ul className={styles.list}>
                {rows.begun.map(({ id, what, href, savedAt }) => (
                  <EntryLine
                    key={id}
                    title={<TextLink href={href}>Finish {what}</TextLink>}
                    detail={`Begun, last written ${sayInstant(savedAt, today)}`}
                    state={<StateChip state={{ kind: 'only-here' }} />}
                  >
                    <div>
                      <Button
                        kind="quiet"
                        aria-label={`Throw away: ${what}`}
                        onPress={() => void throwAway(() => throwAwayDraft(db, id))}
                      >
                        Throw away
                      </Button>
                    </div>
                  </EntryLine>
                ))}
              </ul>
            </Card>
          )}
          <Card title="Received by the office" isList>
            {rows.received.length === 0 ? (
              <EmptyState icon={<CloudOff />} title="Nothing yet">
                What you write appears here with its receipt once the office has it.
              </EmptyState>
            ) : (
              <ul className={styles.list}>
                {rows.received.map((row) => (
                  <EntryLine
                    key={row.uid}
                    title={sayMutation(row.name, row.args, today)}
                    about={calledOf(row, rows.called)}
                    detail={sayHandedOver(row, today)}
                    state={<Receipt state={receiptOf(row, today)} />}
                  />
                ))}
              </ul>
            )}
          </Card>
          {rows.dealtWith.length > 0 && (
            <Card title="Refused and dealt with" isList>
              <ul className={styles.list}>
                {rows.dealtWith.map((row) => (
                  <RefusedEntry key={row.uid} row={row} today={today} held={rows} onHandled={null} />
                ))}
              </ul>
            </Card>
          )}
          <PassesCard passes={rows.passes} today={today} />
          <div>
            <LinkButton href="/device" kind="quiet">
              About this tablet
            </LinkButton>
          </div>
          <Quiet>A reference such as 7F3A is the office’s own. Read it out if you ring about an entry.</Quiet>
        </>
      )}
    </Page>
  )
}

const Receipt = ({ state }: { state: KeptState | null }) => state !== null && <StateChip state={state} />

const sayCount = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** How much waits here, and since when. */
const sayWaiting = (waiting: readonly OutboxRow[], pictures: number, today: SchoolDay): string | undefined => {
  const [oldest] = waiting
  const photos = pictures === 0 ? undefined : sayPictures(pictures)
  if (oldest === undefined) return photos
  const since = `${waiting.length === 1 ? 'since' : 'the oldest since'} ${sayInstant(oldest.recordedAt, today)}`
  return [`${sayEntries(waiting.length)}, ${since}`, photos].filter((part) => part !== undefined).join('; ')
}

/** Acknowledged is not received: the receipt, with its time and reference, comes with the next answer. */
const sayHandedOver = (row: SentRow, today: SchoolDay): string =>
  row.receivedAt === null
    ? `Handed over ${sayInstant(row.acknowledgedAt, today)}; its receipt is on the way`
    : `Written ${sayInstant(row.recordedAt, today)}`

const receiptOf = (row: SentRow, today: SchoolDay): KeptState | null =>
  row.receivedAt === null ? null : { kind: 'received', at: sayInstant(row.receivedAt, today), reference: row.reference }
