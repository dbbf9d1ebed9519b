import { concernOf, type Concern } from '#client/casework/concerns.ts'
import { readReadingRules, readThreads } from '#client/casework/read-restricted.ts'
import { useNow } from '#client/casework/use-now.ts'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { NoticeLine } from '#client/ui/notice-line.tsx'
import type { ConcernSide } from '#domain/today/concern-unread.ts'

/**
 * On every screen, until it is read: what was told to the safeguarding lead and not read in time, for the lead and for whoever told
 * it, whose tablet knows only what it has heard. The screen may be one that a family looks at: no child, nobody's role, and nothing of
 * what it is about. `stopPractising` as for outings.
 */
export const LateConcerns = ({ stopPractising }: { stopPractising?: (goTo: string) => void }) => {
  const { db, actor } = useSession()
  const now = useNow()
  const found = useLive(async () => {
    const threads = await readThreads(db)
    // Most tablets hold none.
    return threads.length === 0 ? null : { threads, rules: await readReadingRules(db) }
  }, [db])
  const late =
    found === undefined || found === null
      ? []
      : found.threads
          .map((held) => concernOf(held, found.rules, actor, now))
          .filter((concern): concern is Concern => concern !== null && concern.pressing.late)
  return (['to-read', 'to-ring'] as const).map((side) => (
    <LateOnes key={side} side={side} late={late.filter((one) => one.side === side)} stopPractising={stopPractising} />
  ))
}

const LateOnes = ({
  side,
  late,
  stopPractising,
}: {
  side: ConcernSide
  late: readonly Concern[]
  stopPractising: ((goTo: string) => void) | undefined
}) => {
  const [first, ...others] = late
  // The region stays, so that a screen reader hears when it becomes late.
  if (first === undefined) return <NoticeLine />
  const isOne = others.length === 0
  const goTo = isOne ? `/restricted/${first.thread.id}` : '/restricted'
  const label = side === 'to-ring' ? 'Whom to ring' : isOne ? 'Read it now' : 'Read them now'
  const what = isOne ? 'something' : `${late.length} things`
  return (
    <NoticeLine
      tone="danger"
      action={
        stopPractising === undefined ? (
          <TextLink href={goTo}>{label}</TextLink>
        ) : (
          <Button kind="quiet" onPress={() => stopPractising(goTo)}>
            Stop practising: {label.toLowerCase()}
          </Button>
        )
      }
    >
      {side === 'to-ring'
        ? `No word here yet that ${what} you passed on ${isOne ? 'was' : 'were'} read in time.`
        : `Not read in time: ${what} you were told.`}
      {late.some(({ isOnlyHere }) => isOnlyHere) && (isOne ? ' Only on this tablet.' : ' Some is only on this tablet.')}
    </NoticeLine>
  )
}
