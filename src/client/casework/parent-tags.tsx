import { Tag, Tags } from '#client/ui/tag.tsx'
import type { Parent } from '#domain/records/parent.ts'

/**
 * What must be known of a parent before a word is said: whether anybody may contact them, who holds responsibility, with
 * whom the child lives, and in which language to speak.
 */
export const ParentTags = ({ parent }: { parent: Parent }) => (
  <Tags>
    {parent.doNotContact && <Tag tone="danger">Do not contact</Tag>}
    {parent.notListedSince !== undefined && <Tag>No longer on the school’s list</Tag>}
    {parent.livesWithPupil === 'yes' && <Tag>Lives with the child</Tag>}
    {parent.parentalResponsibility === 'yes' && <Tag>Parental responsibility</Tag>}
    {parent.interpreterNeeded && (
      <Tag tone="notice">Interpreter{parent.language === null ? '' : `, ${parent.language}`}</Tag>
    )}
    {!parent.interpreterNeeded && parent.language !== null && parent.language !== 'English' && (
      <Tag>{parent.language}</Tag>
    )}
  </Tags>
)
