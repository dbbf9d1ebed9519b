import { Card } from '#client/ui/card.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Tag, Tags } from '#client/ui/tag.tsx'
import { usePupilView } from '#client/casework/pupil-view.tsx'
import { agencyCalled, agencyTypeWords, type Agency } from '#domain/records/agency.ts'
import { sayDay } from '#domain/time/day-words.ts'
import styles from './card-lines.module.css'

/** Other services that work with the family, whom to ring there, and whether we and they may tell each other things. */
export const AgenciesCard = () => {
  const { file, may } = usePupilView()
  const here = `/caseload/${file.pupil.record.id}`
  const add = may('add-agency') ? { aside: <TextLink href={`${here}/agencies/new`}>Add a service</TextLink> } : {}
  return (
    <Card title="Other services" {...add}>
      {file.agencies.length === 0 ? (
        <p className={styles.none}>No other service is written down.</p>
      ) : (
        <ul className={styles.lines}>
          {file.agencies.map(({ record }) => (
            <Service key={record.id} agency={record} />
          ))}
        </ul>
      )}
    </Card>
  )
}

const Service = ({ agency }: { agency: Agency }) => {
  const { today, may } = usePupilView()
  const called = agencyCalled(agency)
  return (
    <li className={styles.line}>
      <p className={styles.words}>
        {called}
        {agency.person === '' ? '' : `, ${agency.person}`}
      </p>
      <p className={styles.small}>
        {called === agencyTypeWords[agency.type] ? '' : `${agencyTypeWords[agency.type]}. `}
        {agency.since === null ? '' : `Since ${sayDay(agency.since, today)}. `}
        {agency.role}
      </p>
      {agency.phone !== '' && (
        <p>
          <TextLink href={`tel:${agency.phone.replaceAll(/[^\d+]/g, '')}`}>{agency.phone}</TextLink>
        </p>
      )}
      <Tags>
        {agency.endedOn !== null && <Tag>Stopped {sayDay(agency.endedOn, today)}</Tag>}
        <Tag tone={agency.consent === 'agreed' ? 'good' : 'due'}>{sharing[agency.consent]}</Tag>
      </Tags>
      {may('change-agency') && (
        <p className={styles.foot}>
          <TextLink href={`/caseload/${agency.pupilId}/agencies/${agency.id}`} label={`Change: ${called}`}>
            Change
          </TextLink>
        </p>
      )}
    </li>
  )
}

const sharing: Record<Agency['consent'], string> = {
  agreed: 'Family agreed to sharing',
  'not-agreed': 'Family did not agree to sharing',
  'not-asked': 'Ask the family before sharing',
}
