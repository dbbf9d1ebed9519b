import { useEffect } from 'react'
import { forgetMeta, meta, readMeta } from '../store/meta.ts'
import { useSession } from './session.tsx'

/** How long a form may take to be drawn again. Milliseconds. */
const PATIENCE = 3_000

/** After unlocking: puts the cursor back in the field that was being typed in when the tablet locked. */
export const ReturnToField = () => {
  const { db } = useSession()
  useEffect(() => {
    const over = new AbortController()
    const look = async (): Promise<void> => {
      const place = await readMeta(db, meta.returnTo)
      if (place === null) return
      await forgetMeta(db, meta.returnTo)
      if (place.field === null) return
      const until = performance.now() + PATIENCE
      while (!over.signal.aborted && performance.now() < until) {
        const field = fieldNamed(place.field)
        if (field !== null) return field.focus()
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    // A store that cannot be read now says so where something is written; coming back to the field is only a courtesy.
    look().catch(() => {})
    return () => over.abort()
  }, [db])
  return null
}

const fieldNamed = (name: string): HTMLElement | null => {
  const quoted = CSS.escape(name)
  return document.querySelector<HTMLElement>(`main :is([name="${quoted}"], #${quoted}):is(input, textarea, select)`)
}
