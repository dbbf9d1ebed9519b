import { ShieldOff, TabletSmartphone } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { looksAfterColleagues } from '#client/app/home-of.ts'
import { officeFor, sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { dayOf, Instant, millisecondsBetween } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import styles from './admin-devices.module.css'
import { askSettings, OfficeCard, OfficeWarning, type Settings } from './office-card.tsx'

const Device = z.object({
  id: z.uuid(),
  name: z.string(),
  addedAt: Instant,
  lastSeenAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  shared: z.boolean(),
  filesHeld: z.int().nullable(),
  unsent: z.int().nullable(),
  // An office of an earlier version says nothing of these.
  refused: z.int().catch(0),
  refusedAt: Instant.nullable().catch(null),
  failed: z.int().catch(0),
  failedAt: Instant.nullable().catch(null),
  neverArrived: z.int().catch(0),
  personName: z.string().optional(),
})
type Device = z.infer<typeof Device>
const Devices = z.object({ devices: z.array(Device), managed: z.array(Device).catch([]) })

const askDevices = (deviceId: string) => officeFor({ deviceId }).get('/api/devices', Devices)

/** Both at once, so that nothing moves under a finger when the second arrives. */
const askBoth = (deviceId: string, isLookingAfter: boolean) =>
  Promise.all([askDevices(deviceId), isLookingAfter ? askSettings(deviceId) : null])

/** Tablets, whose they are, and taking one away that was lost. Needs the office: what it decides cannot be decided here. */
export const AdminDevicesPage = () => {
  const { deviceId, actor, clock } = useSession()
  const isLookingAfter = looksAfterColleagues(actor)
  const say = useToast()
  const [devices, setDevices] = useState<z.infer<typeof Devices> | null>(null)
  const [settings, setSettings] = useState<Settings | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [taking, setTaking] = useState<Device | null>(null)
  const [isBusy, setBusy] = useState(false)
  const today = dayOf(clock())

  const take = useCallback(([answer, told]: Awaited<ReturnType<typeof askBoth>>): void => {
    setSettings(told)
    if (answer.kind === 'ok') {
      setDevices({
        devices: answer.body.devices,
        managed: answer.body.managed.filter((each) => answer.body.devices.every((own) => own.id !== each.id)),
      })
      setProblem(null)
    } else setProblem(sayAnswer(answer, 'to see the tablets'))
  }, [])
  const look = async (): Promise<void> => take(await askBoth(deviceId, isLookingAfter))
  useEffect(() => {
    let isOver = false
    const first = async (): Promise<void> => {
      const answer = await askBoth(deviceId, isLookingAfter)
      if (!isOver) take(answer)
    }
    void first()
    return () => {
      isOver = true
    }
  }, [deviceId, isLookingAfter, take])

  const revoke = async (device: Device): Promise<void> => {
    setBusy(true)
    const answer = await officeFor({ deviceId }).post(`/api/devices/${device.id}/revoke`, {}, z.unknown())
    setBusy(false)
    setTaking(null)
    if (answer.kind === 'ok') say({ message: 'Taken away. The office refuses it from now on.' })
    else setProblem(sayAnswer(answer, 'to take this tablet away'))
    await look()
  }
  const giveBack = async (device: Device): Promise<void> => {
    const answer = await officeFor({ deviceId }).post(`/api/devices/${device.id}/give-back`, {}, z.unknown())
    if (answer.kind === 'ok')
      say({ message: 'Given back. What waits on it is sent once its owner has signed in on it.' })
    else setProblem(sayAnswer(answer, 'to give this tablet back'))
    await look()
  }
  const lines = (shown: readonly Device[]) => (
    <ul className={styles.list}>
      {shown.map((device) => (
        <li key={device.id} className={styles.device}>
          <div className={styles.what}>
            <strong>{device.personName ?? device.name}</strong>
            <span className={styles.detail}>
              {device.personName === undefined ? '' : `${device.name}. `}
              {device.lastSeenAt === null
                ? `Added ${sayInstant(device.addedAt, today)}, not seen since`
                : `Last seen ${sayInstant(device.lastSeenAt, today)}`}
              {device.leftAt === null && sayHeld(device)}
            </span>
            {troublesOf(device, clock()).map((trouble) => (
              <span key={trouble} className={styles.trouble}>
                {trouble}
              </span>
            ))}
          </div>
          {device.id === deviceId && <Tag tone="notice">This one</Tag>}
          {device.shared && <Tag tone="plain">Shared</Tag>}
          {device.leftAt !== null ? (
            <Tag tone="plain">Signed out for good {sayInstant(device.leftAt, today)}</Tag>
          ) : device.revokedAt === null ? (
            <Button
              icon={<ShieldOff aria-hidden />}
              aria-label={`Take away: ${whichOf(device, today)}`}
              onPress={() => setTaking(device)}
            >
              Take away
            </Button>
          ) : (
            <>
              <Tag tone="danger">Taken away {sayInstant(device.revokedAt, today)}</Tag>
              {device.personName !== undefined && (
                <Button aria-label={`Give back: ${whichOf(device, today)}`} onPress={() => void giveBack(device)}>
                  Give back
                </Button>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
  return (
    <Page title="Tablets" detail="Which tablets are set up, and whose they are" width="wide">
      {problem !== null && (
        <Banner tone="due" live="polite" action={<Button onPress={() => void look()}>Try again</Button>}>
          {problem}
        </Banner>
      )}
      {settings !== null && <OfficeWarning {...settings} />}
      {devices === null && problem === null && <Skeleton rows={4} />}
      {devices !== null && (
        <>
          <Card title="Your own" isList>
            {lines(devices.devices)}
          </Card>
          <Card title="Colleagues’" aside={devices.managed.length === 0 ? undefined : devices.managed.length} isList>
            {devices.managed.length === 0 ? (
              <EmptyState icon={<TabletSmartphone />} title="No tablets yet">
                Tablets of the people you look after appear here once they have set them up.
              </EmptyState>
            ) : (
              lines(devices.managed)
            )}
          </Card>
          {settings !== null && <OfficeCard {...settings} />}
        </>
      )}
      <Dialog
        title="Take this tablet away?"
        isOpen={taking !== null}
        onClose={() => setTaking(null)}
        actions={
          <>
            <Button onPress={() => setTaking(null)}>Leave it</Button>
            <Button kind="danger" isPending={isBusy} onPress={() => taking !== null && void revoke(taking)}>
              Take it away
            </Button>
          </>
        }
      >
        <p>
          The office refuses it at once: it sends nothing and receives nothing. The next time it asks, it forgets the
          children’s records. Until then they stay sealed with its passphrase.
        </p>
        <p>
          Do this for a lost or stolen tablet. Work that was not sent from it is kept on it, sealed. If it is found,
          whoever looks after tablets gives it back, and that work is sent.
        </p>
      </Dialog>
    </Page>
  )
}

/** Which one is meant, for those who hear the button alone: whose, what it is called, since when. */
const whichOf = ({ personName, name, addedAt }: Device, today: SchoolDay): string =>
  `${personName === undefined ? '' : `${personName}, `}${name}, added ${sayInstant(addedAt, today)}`

/** What a tablet last said of itself. */
const sayHeld = ({ filesHeld }: Device): string => {
  if (filesHeld === null) return ''
  return filesHeld === 1 ? '. Holds 1 file' : `. Holds ${filesHeld} files`
}

/** Not heard of for so long, a tablet that holds files may be lost. Milliseconds: two weeks, as long as most school holidays. */
const QUIET_FOR = 14 * 86_400_000

/** What is wrong with a tablet, by what the office knows: counts and times, never what was written on it. */
const troublesOf = (device: Device, now: Instant): string[] => {
  if (device.leftAt !== null) return []
  const today = dayOf(now)
  const { unsent, refused, refusedAt, failed, failedAt, neverArrived } = device
  const isLately = (at: Instant): boolean => millisecondsBetween(at, now) <= QUIET_FOR
  const isQuiet = !isLately(device.lastSeenAt ?? device.addedAt)
  return [
    ...((unsent ?? 0) > 0
      ? [unsent === 1 ? '1 entry made on it has not arrived' : `${unsent} entries made on it have not arrived`]
      : isQuiet && device.revokedAt === null
        ? ['Not heard of for more than two weeks']
        : []),
    ...(neverArrived > 0
      ? [`${neverArrived === 1 ? '1 entry' : `${neverArrived} entries`} that this tablet announced never arrived`]
      : []),
    ...(refusedAt !== null && isLately(refusedAt)
      ? [
          refused === 1
            ? `The office did not take 1 entry, ${sayInstant(refusedAt, today)}. Its owner has the words`
            : `The office did not take ${refused} entries, the last ${sayInstant(refusedAt, today)}. Its owner has the words`,
        ]
      : []),
    ...(failedAt !== null && isLately(failedAt)
      ? [
          failed === 1
            ? `1 exchange failed, ${sayInstant(failedAt, today)}`
            : `${failed} exchanges failed, the last ${sayInstant(failedAt, today)}`,
        ]
      : []),
  ]
}
