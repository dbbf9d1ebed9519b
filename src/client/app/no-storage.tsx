import { Mark } from '#client/ui/mark.tsx'
import { BarePage } from '#client/ui/page.tsx'

/** Where the browser has no storage at all, nothing can be opened: this is drawn instead of the app. */
export const NoStorage = () => (
  <BarePage mark={<Mark size={44} />}>
    <h1>This window keeps nothing</h1>
    <p>
      Doorstep keeps its records sealed in the browser’s storage, and here it is switched off. Use an ordinary window,
      or allow storage for this site in the browser’s settings.
    </p>
  </BarePage>
)
