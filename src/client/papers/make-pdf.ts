// oxlint-disable-next-line import/default -- Vite answers the address of the built worker for this import
import paperWorkerAddress from './paper-worker.ts?worker&url'
import { scriptAddress } from '#client/app/trusted-types.ts'
import type { Paper } from './paper.ts'
import type { PaperReply, PaperRequest } from './paper-worker.ts'

/** A long file on a slow tablet takes some seconds; after this long something is broken. Milliseconds. */
const PATIENCE = 60_000

/** Writes the paper as a tagged PDF on this tablet; null when it could not be done. Nothing is sent anywhere. */
export const makePdf = async (
  paper: Paper,
  madeAt: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; missing: string[] } | null> => {
  const worker = new Worker(scriptAddress(paperWorkerAddress), { type: 'module' })
  let patience: ReturnType<typeof setTimeout> | undefined
  try {
    const reply = await new Promise<PaperReply>((resolve) => {
      patience = setTimeout(() => resolve({ ok: false }), PATIENCE)
      worker.addEventListener('message', (event: MessageEvent<PaperReply>) => resolve(event.data))
      worker.addEventListener('error', () => resolve({ ok: false }))
      worker.postMessage({ paper, madeAt } satisfies PaperRequest)
    })
    return reply.ok ? { bytes: reply.bytes, missing: reply.missing } : null
  } finally {
    clearTimeout(patience)
    worker.terminate()
  }
}
