import { Card } from '#client/ui/card.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Tag, type TagTone } from '#client/ui/tag.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import {
  barrierAboutWords,
  barrierStatusWords,
  raisedByWords,
  type Barrier,
  type BarrierStatus,
} from '#domain/records/barrier.ts'
import { ViewSide, type BarrierView } from '#domain/records/barrier-view.ts'
import { calledName } from '#domain/records/pupil.ts'
import { offerState } from '#domain/records/support-offer.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { CameLate } from './came-late.tsx'
import styles from './barriers-card.module.css'
import { sayBarrierChange } from '#client/casework/barrier-change-words.ts'
import { standingViews, type StandingView } from './barrier-views.ts'
import { offerStateWords } from './offer-words.ts'

const tones: Record<BarrierStatus, TagTone> = {
  suspected: 'plain',
  confirmed: 'at-risk',
  'being-addressed': 'notice',
  removed: 'good',
  recurring: 'due',
}

/** What keeps the child away, as the family, the child and the school each see it; what helps stands apart. */
export const BarriersCard = () => {
  const { file, may } = usePupilView()
  const here = `/caseload/${file.pupil.record.id}`
  const all = file.barriers.map(({ record }) => record)
  const away = all.filter((barrier) => barrier.about !== 'protective').toSorted(openFirst)
  const helps = all.filter((barrier) => barrier.about === 'protective')
  const called = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const add = may('add-barrier')
    ? {
        aside: (
          <TextLink href={`${here}/barriers/new`} label="Add a barrier">
            Add
          </TextLink>
        ),
      }
    : {}
  return (
    <Card title={`What keeps ${called} away`} {...add}>
      {away.length === 0 ? (
        <p className={styles.none}>Nobody has said yet. Ask openly, and write it in their words.</p>
      ) : (
        <Barriers barriers={away} />
      )}
      {helps.length > 0 && (
        <>
          <h3 className={styles.helps}>What helps</h3>
          <Barriers barriers={helps} />
        </>
      )}
    </Card>
  )
}

const Barriers = ({ barriers }: { barriers: Barrier[] }) => {
  const { may } = usePupilView()
  return (
    <ul className={styles.barriers}>
      {barriers.map((barrier) => (
        <li key={barrier.id} className={styles.barrier}>
          {barrier.about === 'protective' ? <Raised barrier={barrier} /> : <Views barrier={barrier} />}
          <p className={styles.foot}>
            <Tag tone={barrier.about === 'protective' ? 'good' : tones[barrier.status]}>
              {barrierAboutWords[barrier.about]}
              {barrier.about !== 'protective' && `, ${barrierStatusWords[barrier.status].toLowerCase()}`}
            </Tag>
            <SupportFor barrier={barrier} />
            <CameLate by={barrier.by} at={barrier.recordedAt} />
          </p>
          <p className={styles.foot}>
            <TextLink
              href={`/caseload/${barrier.pupilId}/barriers/${barrier.id}`}
              label={`${barrier.status === 'removed' ? 'Read' : 'Update'}: ${barrierAboutWords[barrier.about]}`}
            >
              {barrier.status === 'removed' ? 'Read' : 'Update'}
            </TextLink>
            {barrier.about !== 'protective' && may('view-barrier') && (
              <TextLink
                href={`/caseload/${barrier.pupilId}/barriers/${barrier.id}/view`}
                label={`Add a view: ${barrierAboutWords[barrier.about]}`}
              >
                Add a view
              </TextLink>
            )}
          </p>
          <History barrier={barrier} />
        </li>
      ))}
    </ul>
  )
}

const Raised = ({ barrier }: { barrier: Barrier }) => {
  const { file } = usePupilView()
  const who = barrier.raisedBy === 'child' ? calledName(file.pupil.record) : raisedByWords[barrier.raisedBy]
  return (
    <p className={styles.words}>
      <strong>{who}:</strong> “{barrier.words}”
    </p>
  )
}

/** The three views, one line each, in the same order on every barrier; whoever has not been asked is named too. */
const Views = ({ barrier }: { barrier: Barrier }) => {
  const { file } = usePupilView()
  const child = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const names: Record<ViewSide, string> = { family: 'Family', child, school: 'School' }
  const views = standingViews(
    barrier,
    file.barrierViews.map(({ record }) => record),
  )
  const unasked = ViewSide.options.filter((side) => views[side] === null)
  return (
    <>
      {barrier.raisedBy === 'officer' || barrier.raisedBy === 'agency' ? <Raised barrier={barrier} /> : null}
      {ViewSide.options.map((side) => {
        const view = views[side]
        return view === null ? null : <OneView key={side} who={names[side]} view={view} />
      })}
      {unasked.length > 0 && (
        <p className={styles.unasked}>Not asked yet: {unasked.map((side) => names[side]).join(', ')}</p>
      )}
    </>
  )
}

const OneView = ({ who, view }: { who: string; view: StandingView }) => (
  <p className={styles.words}>
    <strong>{who}:</strong> {view.words === '' ? '' : `“${view.words}” `}
    {view.said === '' ? '' : <span className={styles.unasked}>{view.said}</span>}
  </p>
)

/** What was offered for this barrier and where that stands. */
const SupportFor = ({ barrier }: { barrier: Barrier }) => {
  const { file } = usePupilView()
  return file.offers
    .filter(({ record }) => record.barrierIds.includes(barrier.id))
    .map(({ record }) => (
      <Tag key={record.id} tone="notice">
        {record.words.length > 40 ? `${record.words.slice(0, 40).trim()}…` : record.words},{' '}
        {offerStateWords[offerState(record)]}
      </Tag>
    ))
}

/** Every change and every earlier view, folded away. */
const History = ({ barrier }: { barrier: Barrier }) => {
  const { file, today, colleagues, mine } = usePupilView()
  const changes = barrier.history ?? []
  const views = file.barrierViews
    .map(({ record }) => record)
    .filter((view) => isEarlier(view, barrier, file.barrierViews))
  if (changes.length + views.length === 0) return null
  return (
    <details className={styles.history}>
      <summary>
        History<span className={styles.unseen}>: {barrierAboutWords[barrier.about]}</span>
      </summary>
      <ul>
        {changes.map((change) => (
          <li key={`${change.recordedAt}/${change.field}`}>
            {sayBarrierChange(change, today)} {sayInstant(change.recordedAt, today)},{' '}
            {sayWho(colleagues, change.by, mine)}.
          </li>
        ))}
        {views.map((view) => (
          <li key={view.id}>
            Earlier view, {view.side}, {sayDay(view.on, today)}: {view.words === '' ? view.sees : `“${view.words}”`}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** True for a view in whose place a later one of the same side stands. */
const isEarlier = (view: BarrierView, barrier: Barrier, all: readonly { record: BarrierView }[]): boolean =>
  view.barrierId === barrier.id &&
  all.find(({ record }) => record.barrierId === barrier.id && record.side === view.side)?.record.id !== view.id

const openFirst = (a: Barrier, b: Barrier): number => Number(a.status === 'removed') - Number(b.status === 'removed')
