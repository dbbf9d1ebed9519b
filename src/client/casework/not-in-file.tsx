import { FileQuestion } from 'lucide-react'
import { LinkButton } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { usePupilView } from './pupil-view.tsx'

/** The address names something that this pupil's file does not hold (any more). */
export const NotInFile = () => {
  const { file } = usePupilView()
  return (
    <EmptyState
      icon={<FileQuestion />}
      title="This is not in the file"
      action={<LinkButton href={`/caseload/${file.pupil.record.id}`}>Back to the case</LinkButton>}
    >
      <p>It may have been sent back by the office. Anything of yours that needs you is under Sync.</p>
    </EmptyState>
  )
}
