import { usePupilView } from '#client/casework/pupil-view.tsx'
import { cameLate } from '#domain/casework/came-late.ts'
import type { Instant } from '#domain/time/instant.ts'

/** Dated before by the author’s own clock, which nobody can check any more: a reader should know. */
export const CameLate = ({ by, at }: { by: string; at: Instant }) => {
  const { file } = usePupilView()
  return cameLate(file.pupil.record, by, at) ? <span>Came after its author had left</span> : null
}
