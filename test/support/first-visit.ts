import { Tablet } from './tablet.ts'

/**
 * Bytes a browser fetches on its first visit until the sign-in page stands, as they travel, headers, icons and font too, in
 * kB. What the service worker fetches afterwards, for working with no signal, is not among them.
 */
export const firstVisit = async (origin: string): Promise<number> => {
  const tablet = await Tablet.open(origin, { serviceWorkers: 'block' })
  try {
    const session = await tablet.context.newCDPSession(tablet.page)
    let bytes = 0
    session.on('Network.loadingFinished', (event) => {
      bytes += event.encodedDataLength
    })
    await session.send('Network.enable')
    await tablet.goTo('/sign-in')
    await tablet.page.getByLabel('E-mail address').waitFor()
    await tablet.page.waitForLoadState('networkidle')
    return bytes / 1000
  } finally {
    await tablet.close()
    tablet.profile.remove()
  }
}
