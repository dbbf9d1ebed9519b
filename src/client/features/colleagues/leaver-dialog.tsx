import { useState } from 'react'
import { useSession } from '#client/app/session.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { identified } from '#client/casework/use-saving.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Stack } from '#client/ui/page.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { changeStaffMember } from '#domain/mutations/change-staff-member.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import { dayOf } from '#domain/time/instant.ts'
import { UnsentOfLeaver } from './unsent-of-leaver.tsx'

/** Says what follows from a colleague's leaving before it is noted. */
export const LeaverDialog = ({
  member,
  openCases,
  unsent,
  onClose,
}: {
  member: StaffMember
  openCases: number
  unsent: number
  onClose: () => void
}) => {
  const { clock } = useSession()
  const [uid] = useState(() => crypto.randomUUID())
  const [day, setDay] = useState<string>(dayOf(clock()))
  const { submit, ...submitting } = useSubmit(identified(uid))
  const say = useToast()
  const save = async (): Promise<void> => {
    const { organisationId, id: personId } = member
    const ready =
      day === ''
        ? { ok: false as const, problems: [{ fieldId: 'left-on', message: 'Say when they left.' }] }
        : { ok: true as const, args: { organisationId, personId, leftOn: { from: null, to: day } } }
    if (!(await submit(changeStaffMember, ready))) return
    say({ message: `${member.name} has left, on this tablet.` })
    onClose()
  }
  return (
    <Dialog
      title={`Has ${member.name} left?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Not yet</Button>
          <Button kind="danger" isPending={submitting.isSaving} onPress={() => void save()}>
            They have left
          </Button>
        </>
      }
    >
      <Stack>
        <ErrorSummary problems={submitting.problems} attempt={submitting.attempt} />
        {submitting.notSaved !== null && <NotSaved why={submitting.notSaved} words="" />}
        <p>
          From their next request they open nothing here, and their tablets forget the children’s records. Their name
          stays on what they wrote. What they wrote about a child up to their last day is still taken from their tablet
          when it next has signal.
        </p>
        {unsent > 0 && <UnsentOfLeaver unsent={unsent} />}
        {openCases > 0 && (
          <p>
            <strong>
              {openCases === 1 ? 'They answer for 1 open case.' : `They answer for ${openCases} open cases.`}
            </strong>{' '}
            These stay with their name until somebody hands them on.
          </p>
        )}
        <DateField
          id="left-on"
          label="Their last day"
          value={day}
          onChange={setDay}
          error={submitting.problems[0]?.message}
        />
      </Stack>
    </Dialog>
  )
}
