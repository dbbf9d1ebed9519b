import { useGoOn } from '#client/app/go-on.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { usePupilView } from './pupil-view.tsx'

/** Says what was done, with a way to undo it where there is one, and goes back to the pupil's case. */
export const useBackToCase = (): ((message: string, undo?: () => void) => Promise<void>) => {
  const { file } = usePupilView()
  const goOn = useGoOn()
  const say = useToast()
  return async (message, undo) => {
    say(undo === undefined ? { message } : { message, undo })
    await goOn(`/caseload/${file.pupil.record.id}`)
  }
}
