// oxlint-disable-next-line import/default -- Vite answers the address of the built worker for this import
import keyWorkerAddress from '../store/key-worker.ts?worker&url'
import type { StretchReply, StretchRequest } from '../store/key-worker.ts'
import type { Stretch } from '../store/stretch-passphrase.ts'
import { scriptAddress } from './trusted-types.ts'

/** Slow tablets take a second or two; after this long something is broken. Milliseconds. */
const PATIENCE = 30_000

/**
 * Stretches a passphrase in a worker made for the one guess, which ends with it: nothing of the passphrase stays in its
 * memory, and the page goes on drawing meanwhile. Throws when the worker cannot be had.
 */
export const stretchInWorker: Stretch = async (passphrase, salt, by) => {
  const worker = new Worker(scriptAddress(keyWorkerAddress), { type: 'module' })
  let patience: ReturnType<typeof setTimeout> | undefined
  try {
    const reply = await new Promise<StretchReply>((resolve, reject) => {
      patience = setTimeout(() => reject(new Error('The key worker did not answer.')), PATIENCE)
      worker.addEventListener('message', (event: MessageEvent<StretchReply>) => resolve(event.data))
      worker.addEventListener('error', () => reject(new Error('The key worker failed.')))
      worker.postMessage({ passphrase, salt, by } satisfies StretchRequest)
    })
    if (!reply.ok && reply.why === 'failed') throw new Error('The key worker failed.')
    return reply
  } finally {
    clearTimeout(patience)
    worker.terminate()
  }
}
