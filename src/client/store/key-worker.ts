import { stretchPassphrase, type Stretched, type Stretching } from './stretch-passphrase.ts'

/**
 * Stretches passphrases away from the page, so that the page stays quick and needs no leave to compile WebAssembly: the
 * office serves this worker, and only it, with a policy that allows that (trust A6).
 */
export type StretchRequest = { passphrase: string; salt: Uint8Array; by: Stretching }
export type StretchReply = Stretched | { ok: false; why: 'failed' }

addEventListener('message', (event: MessageEvent<StretchRequest>) => {
  void answer(event.data)
})

const answer = async ({ passphrase, salt, by }: StretchRequest): Promise<void> => {
  let reply: StretchReply
  try {
    reply = await stretchPassphrase(passphrase, salt, by)
  } catch {
    reply = { ok: false, why: 'failed' }
  }
  postMessage(reply)
}
