// oxlint-disable-next-line import/default -- Vite answers this import with the worker's address.
import workerAddress from '#client/store/key-worker.ts?worker&url'
import type { StretchReply, StretchRequest } from '#client/store/key-worker.ts'
import type { Stretch } from '#client/store/stretch-passphrase.ts'
import { scriptAddress } from '../trusted-types.ts'

/** Slow tablets take a second or two; after this long something is broken. Milliseconds. */
const PATIENCE = 30_000

/**
 * Stretches a passphrase in a worker of its own, which is ended with the answer: its memory, and the passphrase in it, go
 * with it. Throws when the worker cannot be started or fails.
 */
export const stretchInWorker: Stretch = async (passphrase, salt, by) => {
  const worker = new Worker(scriptAddress(workerAddress), { type: 'module' })
  try {
    const reply = await answerOf(worker, { passphrase, salt, by })
    if (!reply.ok && reply.why === 'failed') throw new Error('The passphrase could not be stretched.')
    return reply.ok ? reply : { ok: false, why: 'no-wasm' }
  } finally {
    worker.terminate()
  }
}

const answerOf = (worker: Worker, request: StretchRequest): Promise<StretchReply> =>
  new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error('The key worker did not answer.')), PATIENCE)
    const settle = (then: () => void): void => {
      clearTimeout(patience)
      then()
    }
    worker.addEventListener('message', (event: MessageEvent<StretchReply>) => settle(() => resolve(event.data)))
    worker.addEventListener('error', () => settle(() => reject(new Error('The key worker could not be started.'))))
    worker.postMessage(request)
  })
