import { createContext, useContext, useState, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Page } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { can, type Action } from '#domain/permissions/can.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Colleagues } from './people-words.ts'
import type { PupilFile } from './pupil-file.ts'
import { fileReader } from './read-file.ts'
import { useHouseholdPromises, type HouseholdPromise } from './use-household-promises.ts'
import { useNoteOpening } from './use-note-opening.ts'
import { useSiblings } from './use-siblings.ts'

/** What a screen about one pupil knows. */
export type PupilView = {
  file: PupilFile
  /** Brothers and sisters of the household whose files are on this tablet. */
  siblings: readonly Pupil[]
  /** What was promised about them and is not settled, soonest due first. */
  householdPromises: readonly HouseholdPromise[]
  colleagues: Colleagues
  /** Names of schools by id. */
  schools: Map<string, string>
  today: SchoolDay
  /** Which days are school days at the pupil's school. */
  calendar: SchoolCalendar
  /** The person holding the tablet. */
  mine: string
  /** How many entries were written by a newer Doorstep and cannot be shown. */
  unread: number
  /** Whether this person may do this to this pupil; the office and the mutation ask the same. */
  may: (action: Action, authorId?: string) => boolean
}

const PupilViewContext = createContext<PupilView | null>(null)

/** The pupil on this screen; only inside `WithPupil`. */
export const usePupilView = (): PupilView => {
  const view = useContext(PupilViewContext)
  if (view === null) throw new Error('usePupilView needs WithPupil around it.')
  return view
}

/** Reads the pupil named by the address and draws `children` once the file is whole; says so while it is not. */
export const WithPupil = ({ children }: { children: ReactNode }) => {
  const { pupilId = '' } = useParams()
  const { db, actor, clock } = useSession()
  const [read] = useState(fileReader)
  const found = useLive(() => read(db, pupilId), [db, pupilId, read])
  // Shown while the same file is fetched anew, so that a form being typed in is not taken away for a moment.
  const [shown, setShown] = useState<typeof found>(undefined)
  if (found !== undefined && found !== shown && found.held.state !== 'arriving') setShown(found)
  const current = found?.held.state === 'arriving' && shown?.pupilId === pupilId ? shown : found
  const isShown = current?.pupilId === pupilId && current.held.state === 'here'
  useNoteOpening(isShown ? [pupilId] : null)
  const siblings = useSiblings(
    current?.pupilId === pupilId && current.held.state === 'here' ? current.held.file.pupil.record : null,
  )
  const householdPromises = useHouseholdPromises(pupilId, siblings)
  // What was read for the last pupil must never stand under the next one's address.
  if (current === undefined || current.pupilId !== pupilId) return <Skeleton rows={6} label="Opening the file" />
  const { held, colleagues, schools, calendars } = current
  if (held.state === 'arriving') {
    return (
      <Page title="This file is still loading">
        <p>
          It opens here by itself as soon as all of it has arrived. Until then nothing of it is shown, so that half a
          file is never taken for a whole one.
        </p>
      </Page>
    )
  }
  if (held.state === 'not-here') {
    return (
      <Page title="This file is not on this tablet">
        <p>
          Either it was never yours, or it has been given to a colleague. Anything you wrote about it is kept under
          Sync.
        </p>
        <div>
          <LinkButton href="/caseload">Back to my caseload</LinkButton>
        </div>
      </Page>
    )
  }
  // A form about several children must know them, and what was promised about them, before it is filled in.
  if (siblings === undefined || householdPromises === undefined) return <Skeleton rows={6} label="Opening the file" />
  const { file, unread } = held
  const pupil = file.pupil.record
  const may = (action: Action, authorId?: string): boolean =>
    can(actor, action, {
      organisationId: pupil.organisationId,
      pupil,
      cases: file.cases.map(({ record }) => record),
      absenceCase: file.openCase?.record ?? null,
      ...(authorId === undefined ? {} : { authorId }),
    })
  const view: PupilView = {
    file,
    siblings,
    householdPromises,
    colleagues,
    schools,
    today: dayOf(clock()),
    calendar: calendars(pupil.organisationId),
    mine: actor.personId,
    unread,
    may,
  }
  return <PupilViewContext value={view}>{children}</PupilViewContext>
}
