import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { applyUpdate, useAppVersion, type AppVersion } from './service-worker-registration.ts'

type Words = { says: string; act: string }

const words: Record<Exclude<AppVersion, 'current'>, Words> = {
  ready: {
    says: 'A new version of Doorstep is ready. What you are writing is kept; you will unlock again.',
    act: 'Use it now',
  },
  'taken-over': {
    says: 'Doorstep was updated in another tab. Finish what you are doing here, then load this tab again.',
    act: 'Load again',
  },
  'part-missing': {
    says: 'A part of Doorstep could not be opened. What you are writing is kept. Load again when you have signal.',
    act: 'Load again',
  },
}

/** One line about the app's own version, with the one thing to do about it. Nothing happens until it is pressed. */
export const UpdatePrompt = () => {
  const version = useAppVersion()
  if (version === 'current') return null
  const { says, act } = words[version]
  return (
    <Banner live="polite" action={<Button onPress={() => void applyUpdate()}>{act}</Button>}>
      {says}
    </Banner>
  )
}
