import { Lock, LogOut } from 'lucide-react'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { looksAfterColleagues, seesAccessLog, seesFiguresOfSchools, seesPupils } from '#client/app/home-of.ts'
import { installAdvice, sayBytes } from '#client/app/install-advice.ts'
import { chooseScheme, useScheme, type Scheme } from '#client/app/scheme.ts'
import { officeFor } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { useTablet } from '#client/app/use-tablet.tsx'
import { appVersion } from '#client/app/version.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import { sayEntries, sayParts, sayPictures } from '#client/casework/say-only-here.ts'
import { sayToCome } from '#client/casework/say-to-come.ts'
import {
  askToPersist,
  browserStorage,
  fullnessOf,
  readDeviceStorage,
  type DeviceStorage,
} from '#client/store/device-storage.ts'
import { useLive } from '#client/store/live.ts'
import { IDLE_MINUTES } from '#client/store/lock.ts'
import { meta, writeMeta } from '#client/store/meta.ts'
import { useSyncState } from '#client/sync/state.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Page, Row } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { roleWords } from '#domain/records/staff-member.ts'
import { dayOf } from '#domain/time/instant.ts'
import { NotificationsCard } from './notifications-card.tsx'
import { readOnTablet, type OnTablet } from './read-device.ts'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { WaysIn } from './ways-in.tsx'

/** What is on this tablet, how it is kept, and how it is opened. */
export const DevicePage = () => {
  const { db, account, actor, clock, lock, setIdleMinutes, deviceId, practice } = useSession()
  const tablet = useTablet()
  const sync = useSyncState()
  const scheme = useScheme()
  const here = useLive(() => readOnTablet(db), [db])
  const [storing, setStoring] = useState<DeviceStorage | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const today = dayOf(clock())

  useEffect(() => {
    let isOver = false
    const look = async (): Promise<void> => {
      const found = await readDeviceStorage(browserStorage())
      if (!isOver) setStoring(found)
    }
    void look()
    return () => {
      isOver = true
    }
  }, [])

  if (here === undefined || storing === null) {
    return (
      <Page title="This tablet">
        <Skeleton rows={5} />
      </Page>
    )
  }
  const fullness = fullnessOf(storing)
  const advice = installAdvice()
  const share = async (shared: boolean): Promise<void> => {
    await tablet.setShared(shared)
    // The office hears of it when it can; the lock does not wait for that.
    await officeFor({ deviceId }).post(`/api/devices/${deviceId}/shared`, { shared }, z.unknown())
  }
  const askToKeep = async (): Promise<void> => {
    await askToPersist(browserStorage())
    setStoring(await readDeviceStorage(browserStorage()))
  }
  return (
    <Page
      title="This tablet"
      detail={here.name === '' ? undefined : here.name}
      aside={
        <Row>
          <Button icon={<Lock aria-hidden />} onPress={() => lock('asked')}>
            Lock now
          </Button>
          <Button icon={<LogOut aria-hidden />} onPress={() => setLeaving(true)}>
            Sign out
          </Button>
        </Row>
      }
    >
      {(fullness === 'tight' || fullness === 'full') && (
        <Banner tone={fullness === 'full' ? 'danger' : 'due'} title="The tablet is nearly full">
          Free some space soon. What is written here already stays.
        </Banner>
      )}
      <Card title={account.name} isList>
        <Facts
          facts={actor.memberships
            .filter((membership) => membership.leftOn === null)
            .map((membership, place) => ({
              label:
                here.organisations.get(membership.organisationId) ??
                (place === 0 ? 'You work as' : `And as (${place + 1})`),
              value: roleWords[membership.role],
            }))}
        />
      </Card>
      <Card title="What is here" isList>
        <Facts
          facts={[
            {
              label: 'Pupils',
              value: [String(here.pupils), sayToCome(here.toCome)].filter((words) => words !== null).join('. '),
            },
            { label: 'Only on this tablet', value: sayOnlyHere(here) },
            { label: 'Refused', value: here.refused === 0 ? 'Nothing' : `${here.refused}, under Sync` },
            {
              label: 'Last exchanged',
              value:
                sync.lastExchangeAt === null ? 'Not since this was unlocked' : sayInstant(sync.lastExchangeAt, today),
            },
            { label: 'App version', value: appVersion },
          ]}
        />
      </Card>
      <Card title="How it is kept" isList>
        <Facts
          facts={[
            {
              label: 'Storage',
              value:
                storing.persisted === true ? (
                  <Tag tone="good">The browser keeps it</Tag>
                ) : (
                  <Tag tone="due">The browser may clear it</Tag>
                ),
              action:
                storing.persisted === false ? (
                  <Button onPress={() => void askToKeep()}>Ask it to keep it</Button>
                ) : undefined,
            },
            {
              label: 'Room',
              value:
                storing.used === null || storing.room === null
                  ? 'The browser does not say'
                  : `${sayBytes(storing.used)} used of ${sayBytes(storing.room)}`,
            },
            {
              label: 'Opened from',
              value: storing.installed ? 'Its own icon' : 'A browser tab',
            },
            { label: 'Sealing', value: 'Everything is sealed with a key that your passphrase opens' },
          ]}
        />
        {advice !== null && <Banner tone="notice">{advice}</Banner>}
      </Card>
      {practice === undefined && seesPupils(actor) && <NotificationsCard />}
      <Card title="Locking and looks">
        <SelectField
          label="Lock when nobody has touched it for"
          choices={idleChoices}
          value={`${here.idleMinutes}`}
          onChange={(chosen) => {
            if (chosen === null) return
            void writeMeta(db, meta.idleMinutes, Number(chosen)).then(() => setIdleMinutes(Number(chosen)))
          }}
        />
        <Checkbox
          label="Other people use this tablet too"
          hint="Then it also locks when it has been put away for a minute. Each person’s records stay sealed from the others’."
          isSelected={here.shared}
          onChange={(shared) => void share(shared)}
        />
        <ChoiceButtons
          label="Colours"
          big={false}
          columns={4}
          choices={schemeChoices}
          value={scheme}
          onChange={chooseScheme}
        />
      </Card>
      {(looksAfterColleagues(actor) || seesAccessLog(actor)) && (
        <Card title="For others">
          <Row>
            <LinkButton href="/colleagues">Staff</LinkButton>
            {looksAfterColleagues(actor) && <LinkButton href="/admin/devices">Tablets</LinkButton>}
            {seesAccessLog(actor) && <LinkButton href="/access-log">Who opened which file</LinkButton>}
            {seesFiguresOfSchools(actor) && <LinkButton href="/insights/schools">How our schools attend</LinkButton>}
          </Row>
        </Card>
      )}
      {practice === undefined && seesPupils(actor) && (
        <Card title="Learning Doorstep">
          <Row>
            <LinkButton href="/practise">Practise on an invented family</LinkButton>
          </Row>
        </Card>
      )}
      <WaysIn />
      <SignOutDialog isOpen={isLeaving} onClose={() => setLeaving(false)} here={here} />
    </Page>
  )
}

/** The same count as under Sync: what was saved and waits, with its pictures, and what was begun. */
const sayOnlyHere = ({ unsent, pictures, drafts }: Pick<OnTablet, 'unsent' | 'pictures' | 'drafts'>): string =>
  sayParts([
    unsent === 0 ? null : sayEntries(unsent),
    pictures.waiting === 0 ? null : sayPictures(pictures.waiting),
    drafts === 0 ? null : drafts === 1 ? '1 draft' : `${drafts} drafts`,
  ])

const idleChoices = Array.from({ length: IDLE_MINUTES.most }, (_, place) => ({
  value: `${place + 1}`,
  label: place === 0 ? '1 minute' : `${place + 1} minutes`,
}))

const schemeChoices: { value: Scheme; label: string }[] = [
  { value: 'as-tablet', label: 'As the tablet' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'outdoor', label: 'Outdoors' },
]
