import { Card } from '#client/ui/card.tsx'
import { ListRow } from '#client/ui/list-row.tsx'
import type { NamedCase } from './read-colleagues.ts'

/**
 * The open cases that a colleague answers for. Whoever may see the children finds them by name, each a press from being
 * handed on; an administrator, who sees no pupil, learns how many there are and whom to tell.
 */
export const CasesToHandOver = ({
  cases,
  counted,
  hasLeft,
}: {
  cases: readonly NamedCase[]
  /** How many there are, as the office counts them; 0 while it has not answered. */
  counted: number
  hasLeft: boolean
}) => {
  const unseen = Math.max(0, counted - cases.length)
  if (cases.length + unseen === 0) return null
  const more = unseen === 1 ? '1 case' : `${unseen} cases`
  return (
    <Card
      title={hasLeft ? 'Open cases to hand over' : 'Open cases'}
      aside={cases.length + unseen}
      isList={cases.length > 0}
    >
      {cases.length > 0 && (
        <ul>
          {cases.map(({ pupilId, name }) => (
            <li key={pupilId}>
              <ListRow href={`/caseload/${pupilId}/case/owner`} title={name} next="Hand on" />
            </li>
          ))}
        </ul>
      )}
      {unseen > 0 && (
        <p>
          {cases.length === 0 ? `They answer for ${more}.` : `And ${more} not on this tablet.`} The attendance lead or
          the service manager sees which, on this page of their own tablet, and hands them on.
        </p>
      )}
    </Card>
  )
}
