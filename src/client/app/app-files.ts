import { z } from 'zod'

const Whole = z.object({ files: z.number(), missing: z.number() })

/** How many files the app has, and how many of them Cache Storage really does not hold. */
export type AppFiles = z.infer<typeof Whole>

const PATIENCE_MS = 5000

/**
 * Asks the service worker of this tab to look for every file of its version in Cache Storage. Null where there is none to
 * ask, or it does not answer: then nobody knows that the app opens without signal. With `mend` it fetches what is missing first.
 */
export const askAppFiles = async ({ mend }: { mend: boolean }): Promise<AppFiles | null> => {
  const worker = 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null
  if (worker === null) return null
  const { port1, port2 } = new MessageChannel()
  try {
    return await new Promise<AppFiles | null>((settle) => {
      port1.addEventListener('message', (event) => settle(Whole.safeParse(event.data).data ?? null), { once: true })
      port1.start()
      setTimeout(() => settle(null), PATIENCE_MS)
      worker.postMessage({ type: mend ? 'MEND' : 'LOOK' }, [port2])
    })
  } finally {
    port1.close()
  }
}
