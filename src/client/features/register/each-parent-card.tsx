import { parentName, relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { sayLatestOf, sayNotice, sayNoticesOf } from '#client/casework/say-notices.ts'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { isParentInLaw } from '#domain/people/parent-in-law.ts'
import { tenInTenWeeks } from '#domain/register/clocks/ten-in-ten-weeks.ts'
import styles from './patterns-card.module.css'

/**
 * The ten sessions and the two notices for each parent by themselves: the framework counts for each parent and each child apart, so
 * sessions of brothers and sisters are never added (domain: section 3.1).
 */
export const EachParentCard = () => {
  const { file, calendar, today, may } = usePupilView()
  const pupil = file.pupil.record
  const years = file.registers.map(({ record }) => record)
  const clock = tenInTenWeeks(pupil, years, calendar, today)
  if (clock === null) return null
  const notices = file.notices.map(({ record }) => record)
  const parents = file.parents
    .map(({ record }) => record)
    .filter((parent) => isParentInLaw(parent) !== 'no' && parent.notListedSince === undefined)
  const count = `${clock.sessions} ${clock.sessions === 1 ? 'session' : 'sessions'} of G, N, O or U`
  return (
    <Card title="For each parent">
      {parents.length === 0 ? (
        <p>No parent is in this file.</p>
      ) : (
        <dl className={styles.patterns}>
          {parents.map((parent) => (
            <div key={parent.id}>
              <dt>
                {relationshipOf(parent)}, {parentName(parent)}
              </dt>
              <dd>
                {count}. {sayNoticesOf(notices, parent.id, today)}
                {isParentInLaw(parent) === 'not-known' &&
                  ' The record does not say whether they have parental responsibility or care of the child.'}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {notices.map((notice) => (
        <p key={notice.id}>
          {sayNotice(notice, file, today)} {sayLatestOf(notice)}{' '}
          {may('note-penalty-notice') && (
            <TextLink href={`/caseload/${pupil.id}/penalty-notices/${notice.id}`} label="What became of it: the notice">
              What became of it
            </TextLink>
          )}
        </p>
      ))}
      {may('record-penalty-notice') && (
        <div>
          <LinkButton href={`/caseload/${pupil.id}/penalty-notices/new`}>Write down a penalty notice</LinkButton>
        </div>
      )}
      <Quiet>
        The sessions are the child’s and count for each parent alike. Each child counts alone: sessions of brothers and
        sisters are not added. Notices are those written down here, by an officer or whoever leads the work.
      </Quiet>
    </Card>
  )
}
