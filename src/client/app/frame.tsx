import {
  ChartColumn,
  FileUp,
  GraduationCap,
  IdCard,
  Lock,
  PhoneCall,
  RefreshCw,
  Route,
  ShieldAlert,
  ShieldCheck,
  Sun,
  TabletSmartphone,
  Users,
} from 'lucide-react'
import { useEffect } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useSyncState, type Connection } from '#client/sync/state.ts'
import { TextLink } from '#client/ui/button.tsx'
import { FrameAct } from '#client/ui/frame-act.tsx'
import { Frame, type FramePlace } from '#client/ui/frame.tsx'
import { Mark } from '#client/ui/mark.tsx'
import { NoticeLine, type NoticeLineProps } from '#client/ui/notice-line.tsx'
import styles from './frame.module.css'
import { OutingBars } from '../features/outings/outing-bars.tsx'
import { LateConcerns } from '../features/restricted/late-concerns.tsx'
import type { Actor } from '#domain/permissions/actor.ts'
import {
  administers,
  asksInTheMorning,
  looksAtGroups,
  safeguards,
  seesFiguresOfSchools,
  seesPupils,
} from './home-of.ts'
import { whenAlarmIsOpened } from './service-worker-registration.ts'
import { SessionProvider, useSession } from './session.tsx'
import { UpdatePrompt } from './update-prompt.tsx'

/** What stands around every page behind the lock. */
export const AppFrame = () => {
  const { actor, lock, practice } = useSession()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const sync = useSyncState()
  const stopPractising = (goTo: string): void => {
    // Away from the invented family first: it is not here any more afterwards.
    void navigate(goTo)
    void practice?.stop()
  }
  const { sendNow } = sync
  useEffect(
    () =>
      whenAlarmIsOpened((hasUnsaved) => {
        sendNow()
        // The bar on every screen tells of it too: nobody is taken away from what they are writing, or practising.
        if (!hasUnsaved && practice === undefined) void navigate('/today')
      }),
    [navigate, sendNow, practice],
  )
  const at = (href: string): boolean => pathname === href || pathname.startsWith(`${href}/`)
  const places: FramePlace[] = [
    ...(seesPupils(actor) || !administers(actor)
      ? [
          { href: '/today', label: 'Today', icon: <Sun aria-hidden />, isCurrent: at('/today') },
          { href: '/caseload', label: 'Caseload', icon: <Users aria-hidden />, isCurrent: at('/caseload') },
        ]
      : []),
    ...(asksInTheMorning(actor)
      ? [
          {
            href: '/morning',
            label: 'Morning',
            icon: <PhoneCall aria-hidden />,
            isCurrent: at('/morning'),
            // The bar has room for five places: a safeguarding lead, who is told of children rather than ringing, finds it on Today.
            isOnRailOnly: safeguards(actor),
          },
        ]
      : []),
    ...(seesPupils(actor)
      ? [{ href: '/visits', label: 'Visits', icon: <Route aria-hidden />, isCurrent: at('/visits') }]
      : []),
    ...(looksAtGroups(actor) && practice === undefined
      ? [
          {
            href: '/insights',
            label: 'Insights',
            icon: <ChartColumn aria-hidden />,
            isCurrent: at('/insights'),
            // The bar has room for five places: on a phone Today leads here.
            isOnRailOnly: true,
          },
        ]
      : []),
    ...(safeguards(actor) && practice === undefined
      ? [
          {
            href: '/restricted',
            label: 'Restricted',
            icon: <ShieldAlert aria-hidden />,
            isCurrent: at('/restricted'),
            // Who looks after no child sets the numbers to ring there, at a desk.
            isOnRailOnly: !seesPupils(actor),
          },
        ]
      : []),
    ...(seesFiguresOfSchools(actor) && practice === undefined
      ? [
          {
            href: '/insights/schools',
            // Who leads at a school as well has that school's insights beside these.
            label: looksAtGroups(actor) ? 'All schools' : 'Insights',
            icon: <ChartColumn aria-hidden />,
            isCurrent: at('/insights/schools'),
            // The bar has room for five places: on a phone This tablet leads here.
            isOnRailOnly: true,
          },
        ]
      : []),
    ...(administers(actor)
      ? [
          { href: '/colleagues', label: 'Staff', icon: <IdCard aria-hidden />, isCurrent: at('/colleagues') },
          { href: '/admin/import', label: 'Import', icon: <FileUp aria-hidden />, isCurrent: at('/admin/import') },
          {
            href: '/admin/devices',
            label: 'Tablets',
            icon: <ShieldCheck aria-hidden />,
            isCurrent: at('/admin/devices'),
          },
        ]
      : []),
    ...(practice === undefined ? toTheOffice(actor, sync, at) : []),
  ]
  return (
    <Frame
      mark={<Mark />}
      places={places}
      acts={
        <>
          {practice !== undefined && (
            <FrameAct
              label="Stop practising"
              icon={<GraduationCap aria-hidden />}
              onPress={() => stopPractising('/today')}
            />
          )}
          <FrameAct label="Lock now" icon={<Lock aria-hidden />} onPress={() => lock('asked')} />
        </>
      }
      line={
        <>
          {practice === undefined ? (
            <ConnectionLine connection={sync.connection} onlyHere={sync.onlyHere} />
          ) : (
            <>
              {/* Above the line that says that nothing is real: a colleague who has not come back is. */}
              <SessionProvider session={practice.work}>
                <OutingBars stopPractising={stopPractising} />
                <LateConcerns stopPractising={stopPractising} />
              </SessionProvider>
              <NoticeLine tone="due">Practice. Nothing here is real, sent or kept.</NoticeLine>
            </>
          )}
          <OutingBars />
          <LateConcerns />
          <UpdatePrompt />
        </>
      }
    >
      <Outlet />
    </Frame>
  )
}

/** The places that are about this tablet and the office. */
const toTheOffice = (
  actor: Actor,
  sync: { onlyHere: number; needsYou: number },
  at: (href: string) => boolean,
): FramePlace[] => [
  {
    href: '/sync',
    label: sync.onlyHere === 0 ? 'Sync' : `${sync.onlyHere} to send`,
    icon: <RefreshCw aria-hidden />,
    isCurrent: at('/sync'),
    isLast: true,
    needsYou: sync.needsYou > 0,
  },
  {
    href: '/device',
    label: 'This tablet',
    icon: <TabletSmartphone aria-hidden />,
    isCurrent: at('/device'),
    // The bar has room for five places: who is told of children, or rings for them, needs that before this, which Sync leads to.
    isOnRailOnly: (safeguards(actor) || asksInTheMorning(actor)) && seesPupils(actor),
  },
]

/** The one line about the office, for every page: nothing while all is well. */
export const ConnectionLine = ({ connection, onlyHere }: { connection: Connection; onlyHere: number }) => {
  const line = lines[connection]
  if (line === null) return <NoticeLine />
  const waiting =
    onlyHere === 0
      ? ''
      : onlyHere === 1
        ? ' 1 entry is only on this tablet.'
        : ` ${onlyHere} entries are only on this tablet.`
  return (
    <NoticeLine
      tone={line.tone}
      action={connection === 'sign-in' ? <TextLink href="/sign-in">Sign in</TextLink> : undefined}
    >
      {line.words}
      {line.andSo !== undefined && <span className={waiting === '' ? undefined : styles.whereRoom}> {line.andSo}</span>}
      {waiting}
    </NoticeLine>
  )
}

type Line = {
  words: string
  /** Left out on a phone when work waits too: the line stays one line, so that nothing moves when signal comes and goes. */
  andSo?: string
  tone: NonNullable<NoticeLineProps['tone']>
}

const lines: Record<Connection, Line | null> = {
  unknown: null,
  online: null,
  offline: { words: 'No signal.', andSo: 'Everything works.', tone: 'notice' },
  captive: { words: 'This Wi-Fi wants you to sign in to it. Everything here works.', tone: 'due' },
  'sign-in': { words: 'The office wants you to sign in again. Work goes on.', tone: 'due' },
  revoked: { words: 'This tablet was taken away. What you wrote and did not send is kept on it.', tone: 'danger' },
  left: { words: 'Your work here has ended. What you wrote before is still sent; nothing more comes.', tone: 'danger' },
  update: { words: 'The office needs a newer Doorstep. Work goes on.', tone: 'due' },
  trouble: { words: 'The office is having trouble. Work goes on.', tone: 'due' },
  'read-only': { words: 'A newer Doorstep was used on this tablet. Here you can read, not write.', tone: 'due' },
}
