/** Milliseconds that the browser and the office may take to answer before the glass says that it is locked without them. */
const PATIENCE = 3000

/**
 * Leaves this document for `address`, a page of the app, so that nothing of a session stays in memory. Where the app is not
 * on this tablet yet and the office cannot be reached, the browser would show its own error instead: then a page that
 * needs neither says that the tablet is locked. The document is left either way.
 */
export const leaveFor = (address: string): void => {
  if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller !== null) return location.replace(address)
  void canBeOpened(address).then((can) => location.replace(can ? address : lockedPage()))
}

/** Whether a worker keeps the app here (a page that was loaded past it has one all the same), or the office answers now. */
const canBeOpened = async (address: string): Promise<boolean> => {
  const isHere = navigator.serviceWorker.getRegistration().then((registration) => Boolean(registration?.active))
  const answers = fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) }).then(() => true)
  const isOver = new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE))
  // Whichever says yes first is enough; where both say no, or neither says anything in time, it cannot.
  const either = Promise.any([isHere.then((is) => is || Promise.reject(new Error('not here'))), answers])
  return await Promise.race([either.catch(() => false), isOver])
}

const lockedPage = (): string => {
  const page = document.implementation.createHTMLDocument('Locked')
  page.documentElement.lang = 'en'
  for (const [name, content] of Object.entries({
    viewport: 'width=device-width, initial-scale=1',
    'color-scheme': 'light dark',
  })) {
    const meta = page.createElement('meta')
    meta.name = name
    meta.content = content
    page.head.append(meta)
  }
  const title = page.createElement('h1')
  title.textContent = 'Locked'
  const why = page.createElement('p')
  why.textContent =
    'What you wrote is kept here, sealed. Doorstep itself is not on this tablet yet: with signal it opens again here.'
  const again = page.createElement('a')
  again.href = `${location.origin}/unlock`
  again.textContent = 'Open Doorstep'
  page.body.append(title, why, again)
  return URL.createObjectURL(new Blob([`<!doctype html>${page.documentElement.outerHTML}`], { type: 'text/html' }))
}
