import { createServer } from 'node:net'

/** A port of this machine that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((settle, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, 'localhost', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? settle(address.port) : fail(new Error('No port was given.')),
      )
    })
  })
