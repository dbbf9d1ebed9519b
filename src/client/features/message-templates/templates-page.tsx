import { MessageSquareText, Plus } from 'lucide-react'
import { writesToFamilies } from '#client/app/home-of.ts'
import { useSession } from '#client/app/session.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { readTemplates } from '#client/casework/read-templates.ts'
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

/** The messages that each organisation of this person has ready for its families; those that are put away come last. */
export const TemplatesPage = () => {
  const { db, actor } = useSession()
  const mine = actor.memberships
    .map(({ organisationId }) => organisationId)
    .filter((organisationId) => can(actor, 'write-template', { organisationId }))
  const found = useLive(async () => {
    const schools = await readSchools(db)
    return Promise.all(
      mine.map(async (id) => ({ id, name: schools.get(id) ?? 'This school', templates: await readTemplates(db, id) })),
    )
  }, [db, mine.join()])
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
          {found.map(({ id, name, templates }) => (
            <Stack key={id}>
              <Card title={name} isList={templates.length > 0}>
                {templates.length === 0 ? (
                  <EmptyState icon={<MessageSquareText />} title="None yet">
                    <p>Doorstep’s own plain messages are always there. Write one for what your school often says.</p>
                  </EmptyState>
                ) : (
                  <ListRows>
                    {templates.toSorted(offeredFirst).map((template) => (
                      <li key={template.id}>
                        <TemplateRow template={template} />
                      </li>
                    ))}
                  </ListRows>
                )}
              </Card>
              <Row>
                <LinkButton href={`/messages/${id}/new`} icon={<Plus aria-hidden />}>
                  Write a message
                </LinkButton>
              </Row>
            </Stack>
          ))}
        </Stack>
      )}
    </Page>
  )
}

const offeredFirst = (a: MessageTemplate, b: MessageTemplate): number =>
  Number(a.retired !== null) - Number(b.retired !== null)

const TemplateRow = ({ template }: { template: MessageTemplate }) => (
  <ListRow
    href={`/messages/${template.organisationId}/${template.id}`}
    title={template.title}
    note={template.language ?? undefined}
    why={template.words.split('\n', 1)[0]}
    tag={template.retired === null ? undefined : <Tag>Put away</Tag>}
  />
)
