import { useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWhoFirst, type Colleagues } from '#client/casework/people-words.ts'
import { useNow } from '#client/casework/use-now.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { noteVisitMade } from '#domain/mutations/note-visit-made.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf } from '#domain/time/instant.ts'

/** Whoever came along, or went instead, has written it down: one tap ends the plan, which would be late for ever. */
export const MadeByColleague = ({
  plan,
  logged,
  colleagues,
}: {
  plan: PlannedVisit
  logged: HomeVisit
  colleagues: Colleagues
}) => {
  const { actor } = useSession()
  const today = dayOf(useNow())
  const [uid] = useState(() => crypto.randomUUID())
  const { save, isSaving, notSaved } = useSaving()
  const say = useToast()
  const { organisationId, personId, id: visitId } = plan
  const onMade = async () => {
    const args = { organisationId, personId, visitId, on: logged.happenedOn, actId: logged.actId }
    if (await save(identified(uid), noteVisitMade, args)) say({ message: 'Visit made, saved on this tablet.' })
  }
  return (
    <>
      {notSaved !== null && <NotSaved why={notSaved} words="" />}
      <Banner
        tone="notice"
        title={`${sayWhoFirst(colleagues, logged.by, actor.personId)} logged a visit here on ${sayDay(logged.happenedOn, today)}`}
        action={
          <Button isPending={isSaving} onPress={() => void onMade()}>
            It was this visit
          </Button>
        }
      >
        <p>
          What they wrote stands in <TextLink href={`/caseload/${logged.pupilId}`}>the child’s file</TextLink>. If this
          visit is still to be made, leave it as it is, or move it.
        </p>
      </Banner>
    </>
  )
}
