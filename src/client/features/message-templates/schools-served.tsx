import { useState } from 'react'
import { useSaving, identified } from '#client/casework/use-saving.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Quiet, Row, Stack } from '#client/ui/page.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { serveSchool } from '#domain/mutations/serve-school.ts'
import type { School } from './read-served.ts'

/**
 * The schools for which a council's messages are kept ready too. Who answers for the work there as well adds and takes away with one
 * press; anybody else of the council can only take away, and is asked first, since they could not put it back.
 */
export const SchoolsServed = ({ councilId, schools }: { councilId: string; schools: readonly School[] }) => {
  const { save, notSaved } = useSaving()
  const say = useToast()
  const [asked, setAsked] = useState<School | null>(null)
  const serve = async ({ id: schoolId, name }: School, isServed: boolean): Promise<void> => {
    setAsked(null)
    if (await save(identified(crypto.randomUUID()), serveSchool, { councilId, schoolId, isServed }))
      say({
        message: `Saved on this tablet. Once the office has it, they are ${isServed ? 'offered' : 'put away'} at ${name}.`,
      })
  }
  return (
    <Card title="Schools that are offered these too">
      <Stack>
        <Quiet>
          Everybody there who writes to a family can use them, and nobody there can change them. Nothing else of ours
          reaches the school.
        </Quiet>
        {schools.map((school) =>
          school.mayBegin ? (
            <Checkbox
              key={school.id}
              label={school.name}
              isSelected={school.isServed}
              onChange={(isServed) => void serve(school, isServed)}
            />
          ) : (
            <Row key={school.id}>
              <strong>{school.name}</strong>
              <Button kind="quiet" aria-label={`Stop offering them at ${school.name}`} onPress={() => setAsked(school)}>
                Stop
              </Button>
            </Row>
          ),
        )}
        {schools.every(({ mayBegin }) => !mayBegin) && (
          <Quiet>
            A school is added by somebody who leads the work here and has such a place at the school too: as service
            manager, attendance lead or administrator.
          </Quiet>
        )}
        {notSaved !== null && (
          <Banner tone="danger" live="polite">
            {notSaved}
          </Banner>
        )}
      </Stack>
      <Dialog
        title={`Stop at ${asked?.name ?? ''}?`}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onPress={() => setAsked(null)}>Go on offering them</Button>
            <Button kind="danger" onPress={() => asked !== null && void serve(asked, false)}>
              Stop offering them
            </Button>
          </>
        }
      >
        <p>They are put away there. You have no place at this school, so somebody who has one must add it again.</p>
      </Dialog>
    </Card>
  )
}
