import { MessageSquareText, Plus } from 'lucide-react'
import { writesToFamilies } from '#client/app/home-of.ts'
import { useSession } from '#client/app/session.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { readTemplates } from '#client/casework/read-templates.ts'
import { StillToCome } from '#client/casework/still-to-come.tsx'
import { useLive } from '#client/store/live.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ListRow, ListRows } from '#client/ui/list-row.tsx'
import { Page, Row, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { can } from '#domain/permissions/can.ts'
import type { MessageTemplate } from '#domain/records/message-template.ts'
import { readServed, type School } from './read-served.ts'
import { SchoolsServed } from './schools-served.tsx'

/** What one organisation has ready; `served` are its schools, null for an organisation that is no council's service. */
type Ready = { id: string; name: string; templates: MessageTemplate[]; served: School[] | null }

/**
 * The messages that each organisation of this person has ready for its families, a council's first, those that are put away last. A school's
 * are followed by those that its council keeps, a council's by the schools that it keeps them for.
 */
export const TemplatesPage = () => {
  const { db, actor } = useSession()
  const mine = actor.memberships
    .map(({ organisationId }) => organisationId)
    .filter((organisationId) => can(actor, 'write-template', { organisationId }))
  const found = useLive(async (): Promise<Ready[]> => {
    const schools = await readSchools(db)
    // Of an organisation that has not come yet nobody knows what it has ready.
    const all = await Promise.all(
      mine
        .filter((id) => schools.has(id))
        .map(async (id) => ({
          id,
          name: schools.get(id) ?? 'This school',
          templates: await readTemplates(db, id),
          served: await readServed(db, actor, id),
        })),
    )
    return all.toSorted(councilsFirst)
  }, [db, actor, mine.join()])
  if (!writesToFamilies(actor)) {
    return (
      <Page title="This is not yours to write">
        <p>Attendance leads, service managers and administrators write what families are sent in the school’s name.</p>
      </Page>
    )
  }
  return (
    <Page title="Our messages to families" detail="Offered first to every colleague who writes to a family.">
      {found === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <Stack gap="wide">
          {found.length < mine.length && <StillToCome missing="messages" />}
          {found.map((ready) => (
            <OfOne key={ready.id} {...ready} mine={mine} />
          ))}
        </Stack>
      )}
    </Page>
  )
}

const OfOne = ({ id, name, templates, served, mine }: Ready & { mine: readonly string[] }) => {
  const own = templates.filter(({ keptBy }) => keptBy === undefined).toSorted(offeredFirst)
  // What a council has put away is its own business. Who writes at that council too has all of it above, once.
  const kept = templates.filter(
    ({ keptBy, retired }) => keptBy !== undefined && retired === null && !mine.includes(keptBy.organisationId),
  )
  return (
    <Stack>
      <Card title={name} isList={own.length > 0}>
        {own.length === 0 ? (
          <EmptyState icon={<MessageSquareText />} title="None yet">
            <p>
              Doorstep’s own plain messages are always there. Write one for what your{' '}
              {served === null ? 'school often says' : 'schools often say'}.
            </p>
          </EmptyState>
        ) : (
          <TemplateRows templates={own} />
        )}
      </Card>
      {[...Map.groupBy(kept, ({ keptBy }) => keptBy?.name ?? '')].map(([council, theirs]) => (
        <Card key={council} title={`Kept for ${name} by ${council}`} isList>
          <TemplateRows templates={theirs} />
        </Card>
      ))}
      <Row>
        <LinkButton href={`/messages/${id}/new`} aria-label={`Write a message for ${name}`} icon={<Plus aria-hidden />}>
          Write a message
        </LinkButton>
      </Row>
      {served !== null && <SchoolsServed councilId={id} schools={served} />}
    </Stack>
  )
}

const councilsFirst = (a: Ready, b: Ready): number =>
  Number(a.served === null) - Number(b.served === null) || (a.name < b.name ? -1 : 1)

const offeredFirst = (a: MessageTemplate, b: MessageTemplate): number =>
  Number(a.retired !== null) - Number(b.retired !== null)

const TemplateRows = ({ templates }: { templates: readonly MessageTemplate[] }) => (
  <ListRows>
    {templates.map(({ id, organisationId, title, language, words, retired }) => (
      <li key={id}>
        <ListRow
          href={`/messages/${organisationId}/${id}`}
          title={title}
          note={language ?? undefined}
          why={words.split('\n', 1)[0]}
          tag={retired === null ? undefined : <Tag>Put away</Tag>}
        />
      </li>
    ))}
  </ListRows>
)
