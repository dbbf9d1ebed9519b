import type { ReactNode } from 'react'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import type { AbsenceCase } from '#domain/records/absence-case.ts'

type Draw = (absenceCase: AbsenceCase) => ReactNode

/** Draws what acts on the pupil's open case; says so when there is none. */
export const WithOpenCase = ({ children }: { children: Draw }) => (
  <WithPupil>
    <Open draw={children} />
  </WithPupil>
)

const Open = ({ draw }: { draw: Draw }) => {
  const { file } = usePupilView()
  return file.openCase === null ? <NotInFile /> : draw(file.openCase.record)
}

/** Draws what acts on the case that was closed last. */
export const WithClosedCase = ({ children }: { children: Draw }) => (
  <WithPupil>
    <Closed draw={children} />
  </WithPupil>
)

const Closed = ({ draw }: { draw: Draw }) => {
  const { file } = usePupilView()
  const last = file.cases.find(({ record }) => record.status === 'closed')
  return last === undefined || file.openCase !== null ? <NotInFile /> : draw(last.record)
}
