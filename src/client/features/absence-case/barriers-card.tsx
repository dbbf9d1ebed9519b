import { Card } from '#client/ui/card.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Tag, type TagTone } from '#client/ui/tag.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import {
  barrierAboutWords,
  barrierStatusWords,
  raisedByWords,
  type Barrier,
  type BarrierStatus,
} from '#domain/records/barrier.ts'
import { calledName } from '#domain/records/pupil.ts'
import styles from './barriers-card.module.css'

const tones: Record<BarrierStatus, TagTone> = {
  suspected: 'plain',
  confirmed: 'at-risk',
  'being-addressed': 'notice',
  removed: 'good',
  recurring: 'due',
}

/** What keeps the child away, in the words of whoever raised it; what helps stands apart. */
export const BarriersCard = () => {
  const { file, may } = usePupilView()
  const here = `/caseload/${file.pupil.record.id}`
  const all = file.barriers.map(({ record }) => record)
  const away = all.filter((barrier) => barrier.about !== 'protective').toSorted(openFirst)
  const helps = all.filter((barrier) => barrier.about === 'protective')
  const called = file.pupil.record.preferredForename ?? file.pupil.record.forename
  const add = may('add-barrier') ? { aside: <TextLink href={`${here}/barriers/new`}>Add</TextLink> } : {}
  return (
    <Card title={`What keeps ${called} away`} {...add}>
      {away.length === 0 ? (
        <p className={styles.none}>Nobody has said yet. Ask openly, and write it in their words.</p>
      ) : (
        <Barriers barriers={away} called={calledName(file.pupil.record)} />
      )}
      {helps.length > 0 && (
        <>
          <h3 className={styles.helps}>What helps</h3>
          <Barriers barriers={helps} called={calledName(file.pupil.record)} />
        </>
      )}
    </Card>
  )
}

const Barriers = ({ barriers, called }: { barriers: Barrier[]; called: string }) => (
  <ul className={styles.barriers}>
    {barriers.map((barrier) => (
      <li key={barrier.id} className={styles.barrier}>
        <p className={styles.words}>
          <strong>{barrier.raisedBy === 'child' ? called : raisedByWords[barrier.raisedBy]}:</strong> “{barrier.words}”
        </p>
        <p className={styles.foot}>
          <Tag tone={barrier.about === 'protective' ? 'good' : tones[barrier.status]}>
            {barrierAboutWords[barrier.about]}
            {barrier.about !== 'protective' && `, ${barrierStatusWords[barrier.status].toLowerCase()}`}
          </Tag>
          <TextLink href={`/caseload/${barrier.pupilId}/barriers/${barrier.id}`}>
            {barrier.status === 'removed' ? 'Read' : 'Update'}
            <span className={styles.unseen}>: {barrierAboutWords[barrier.about]}</span>
          </TextLink>
        </p>
      </li>
    ))}
  </ul>
)

const openFirst = (a: Barrier, b: Barrier): number => Number(a.status === 'removed') - Number(b.status === 'removed')
