/**
 * Long enough for the letters that were typed meanwhile. A message and no timer: browsers make timers that follow one another
 * wait four milliseconds each, which is a fifth of what a caseload takes.
 */
export const aMoment = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
