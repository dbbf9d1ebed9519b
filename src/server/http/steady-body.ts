import { Transform, type Readable } from 'node:stream'
import type { ServerResponse } from 'node:http'

/** Raised when a body arrives too slowly to be a person's tablet. */
export class TooSlow extends Error {
  constructor() {
    super('A body arrived too slowly.')
    this.name = 'TooSlow'
  }
}

/** A tablet on the edge of a signal sends at least this many bytes a second on average. */
const SLOWEST_BYTES_PER_SECOND = 1000

/**
 * Passes a body on and gives up on one that drips: after `grace` milliseconds it must have kept up with the slowest real
 * connection. A fixed limit would cut off the full outbox of a tablet on 2G, which is the one that matters most.
 */
export const steadyBody = (body: Readable, response: ServerResponse, grace: number): Transform => {
  let received = 0
  const begun = Date.now()
  const steady = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      received += chunk.length
      done(null, chunk)
    },
  })
  const watch = setInterval(
    () => {
      const late = Date.now() - begun - grace
      if (late > 0 && received < (late / 1000) * SLOWEST_BYTES_PER_SECOND + 1) steady.destroy(new TooSlow())
    },
    Math.min(1000, grace),
  )
  watch.unref()
  const stopWatching = (): void => clearInterval(watch)
  body.once('end', stopWatching)
  steady.once('close', stopWatching)
  // A request that was refused for another reason has nobody reading its body, and nobody to tell.
  steady.on('error', () => {})
  body.once('error', (error) => steady.destroy(error))
  body.once('aborted', () => steady.destroy(new TooSlow()))
  // What was answered without being read is let through to nowhere, so that the connection can be used again.
  response.once('close', () => {
    body.unpipe(steady)
    body.resume()
    steady.destroy()
  })
  body.pipe(steady)
  return steady
}
