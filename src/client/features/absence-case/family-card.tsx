import { Card } from '#client/ui/card.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { ContactHealthLines, useContactHealth } from '#client/casework/contact-health-lines.tsx'
import { ParentNumbers } from '#client/casework/parent-numbers.tsx'
import { ParentTags } from '#client/casework/parent-tags.tsx'
import { parentName, relationshipOf } from '#client/casework/people-words.ts'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import type { Parent } from '#domain/records/parent.ts'
import { calledName, type Address } from '#domain/records/pupil.ts'
import styles from './family-card.module.css'
import { sayYear } from './identity-of.ts'

/** Parents and carers with how to reach them, where the family lives, and the brothers and sisters on this tablet. */
export const FamilyCard = () => {
  const { file, siblings, schools, may } = usePupilView()
  const pupil = file.pupil.record
  const here = `/caseload/${pupil.id}`
  const parents = file.parents.map(({ record }) => record)
  const listed = parents.filter((parent) => parent.notListedSince === undefined)
  const former = parents.filter((parent) => parent.notListedSince !== undefined)
  return (
    <Card title="Family">
      {parents.length === 0 && <p className={styles.quiet}>The school’s list names nobody for this pupil.</p>}
      <ul className={styles.people}>
        {[...listed, ...former].map((parent) => (
          <li key={parent.id} className={styles.person}>
            <Person parent={parent} />
            {may('set-safe-contact') && (
              <p className={styles.small}>
                <TextLink href={`${here}/parents/${parent.id}/safe-contact`}>
                  {parent.safeContactRule === null && !parent.doNotContact
                    ? 'Add a safe-contact rule'
                    : 'Change the safe-contact rule'}
                  <span className={styles.unseen}> for {parentName(parent)}</span>
                </TextLink>
              </p>
            )}
          </li>
        ))}
      </ul>
      {pupil.address !== null && (
        <div className={styles.block}>
          <h3>Lives at</h3>
          <p>
            {addressLine(pupil.address)} <a href={mapOf(pupil.address)}>Map</a>
          </p>
        </div>
      )}
      {siblings.length > 0 && (
        <div className={styles.block}>
          <h3>Same household, on this tablet</h3>
          <ul>
            {siblings.map((sibling) => (
              <li key={sibling.id}>
                <TextLink href={`/caseload/${sibling.id}`}>{calledName(sibling)}</TextLink>{' '}
                <span className={styles.small}>
                  {[
                    sayYear(sibling.yearGroup),
                    sibling.organisationId === pupil.organisationId ? null : schools.get(sibling.organisationId),
                  ]
                    .filter((part) => part !== null && part !== undefined)
                    .join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}

const Person = ({ parent }: { parent: Parent }) => {
  const { file, may } = usePupilView()
  const health = useContactHealth(parent)
  return (
    <>
      <div className={styles.head}>
        <h3>{relationshipOf(parent)}</h3>
        <span className={styles.small}>{parentName(parent)}</span>
      </div>
      <ParentTags parent={parent} />
      {health !== null && parent.notListedSince === undefined && <ContactHealthLines health={health} />}
      <ParentNumbers
        parent={parent}
        orders={file.courtOrders.map(({ record }) => record)}
        {...(health === null ? {} : { numbers: health.numbers })}
        mayMark={may('mark-phone')}
      />
    </>
  )
}

const addressLine = (address: Address): string =>
  [...address.lines, address.postcode].filter((part) => part !== '').join(', ')

/** Opens the tablet's own map; nothing is sent before it is pressed. */
const mapOf = (address: Address): string => `geo:0,0?q=${encodeURIComponent(addressLine(address))}`
