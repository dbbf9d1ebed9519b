import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'

/**
 * For a form of which only what its author saw may be replaced (SPEC I18), and which was left and taken up again: something
 * else stands now, so it cannot be saved as it is. Nothing that was typed goes until the person says so.
 */
export const ChangedMeanwhile = ({ onStartAgain }: { onStartAgain: () => void }) => (
  <Banner tone="notice" title="A colleague changed this after you began" live="polite">
    <p>What you typed is still here, and cannot be saved over their change.</p>
    <Button onPress={onStartAgain}>Start from what stands now</Button>
  </Banner>
)
