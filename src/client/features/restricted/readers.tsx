import { UserMinus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { colleagueWithRole, sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet, Row, Stack } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { setRestrictedReader } from '#domain/mutations/set-restricted-reader.ts'
import { mayReadThread } from '#domain/permissions/visible-to.ts'
import type { RestrictedThread } from '#domain/records/restricted-thread.ts'
import { dayOf } from '#domain/time/instant.ts'

export type ReadersProps = { thread: RestrictedThread; colleagues: Colleagues; mayChange: boolean }

/** Who may read the thread, and for a safeguarding lead the way to let someone in or take them out. */
export const Readers = ({ thread, colleagues, mayChange }: ReadersProps) => {
  const { actor, clock } = useSession()
  const { save, isSaving, notSaved } = useSaving()
  const [chosen, setChosen] = useState<string | null>(null)
  const today = dayOf(clock())
  const mine = actor.personId
  const here = [...colleagues.values()]
    .filter((member) => member.organisationId === thread.organisationId && member.leftOn === null)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const readers = here.filter((member) => mayReadThread(member, thread))
  const letIn = new Set(thread.readers.map(({ personId }) => personId))
  const others = here.filter((member) => !readers.includes(member) && member.role !== 'administrator')
  const change = async (personId: string, mayRead: boolean) => {
    const args = { threadId: thread.id, organisationId: thread.organisationId, personId, mayRead }
    if (await save(identified(crypto.randomUUID()), setRestrictedReader, args)) setChosen(null)
  }
  return (
    <Card title="Who may read this">
      <Stack>
        {notSaved !== null && <NotSaved why={notSaved} words="" />}
        <ul>
          {readers.map((member) => (
            <li key={member.id}>
              <Row>
                <span>{member.id === mine ? `You, ${colleagueWithRole(member)}` : colleagueWithRole(member)}</span>
                {mayChange && letIn.has(member.id) && (
                  <Button
                    kind="quiet"
                    icon={<UserMinus aria-hidden />}
                    isPending={isSaving}
                    aria-label={`Take ${member.name} out`}
                    onPress={() => void change(member.id, false)}
                  >
                    Take out
                  </Button>
                )}
              </Row>
            </li>
          ))}
        </ul>
        {thread.formerReaders.map((former) => (
          <Quiet key={`${former.personId}-${former.until}`}>
            {sayWhoFirst(colleagues, former.personId, mine)} could read it from {sayInstant(former.from, today)} to{' '}
            {sayInstant(former.until, today)}.
          </Quiet>
        ))}
        {mayChange && others.length > 0 && (
          <>
            <SelectField
              label="Let someone in"
              hint="They see everything in this thread, and that they were let in is kept."
              choices={others.map((member) => ({ value: member.id, label: colleagueWithRole(member) }))}
              value={chosen}
              onChange={setChosen}
              none="Nobody chosen"
            />
            {chosen !== null && (
              <Row>
                <Button icon={<UserPlus aria-hidden />} isPending={isSaving} onPress={() => void change(chosen, true)}>
                  Let them read it
                </Button>
              </Row>
            )}
          </>
        )}
      </Stack>
    </Card>
  )
}
