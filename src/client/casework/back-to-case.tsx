import { ArrowLeft } from 'lucide-react'
import { LinkButton } from '#client/ui/button.tsx'
import { calledName } from '#domain/records/pupil.ts'
import { usePupilView } from './pupil-view.tsx'

/** The way back to the pupil's case, by their name. */
export const BackToCase = () => {
  const { file } = usePupilView()
  const pupil = file.pupil.record
  return (
    <LinkButton href={`/caseload/${pupil.id}`} kind="quiet" icon={<ArrowLeft aria-hidden />}>
      {calledName(pupil)}
    </LinkButton>
  )
}
