import type { Page } from 'playwright-core'

/** Where the built app compares the writer epoch of a database with its own. */
const OWN_EPOCH: [from: RegExp, to: string][] = [
  [/<2&&(.{1,60}),2\),(.{1,20}\.readOnly=.{1,4})>2/g, '<99&&$1,99),$2>99'],
  [/(?<before>\.readOnly=.{1,40}\?\?1\)>)2/g, '$<before>99'],
]

/**
 * Makes the app that the tablet keeps into a later one, which older apps may not write beside, as far as that goes: its own
 * writer epoch is 99. The answer puts back the app as it was, as an office does that takes a release back.
 * A browser that runs keeps the scripts it has: it must be started again after either.
 */
export const raiseWriterEpoch = async (page: Page): Promise<{ takeBack: (later: Page) => Promise<void> }> => {
  const changed = await page.evaluate(
    async (rules) => {
      const before: { cache: string; url: string; text: string }[] = []
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          if (!/\/assets\/.*\.js$/.test(new URL(request.url).pathname)) continue
          const kept = await cache.match(request)
          const text = (await kept?.clone().text()) ?? ''
          const later = rules.reduce((told, [from, to]) => told.replace(new RegExp(from, 'g'), to), text)
          if (later === text || kept === undefined) continue
          before.push({ cache: name, url: request.url, text })
          await cache.put(request, new Response(later, { headers: kept.headers }))
        }
      }
      return before
    },
    OWN_EPOCH.map(([from, to]) => [from.source, to] as const),
  )
  if (changed.length < 2) throw new Error(`the writer epoch was found in ${changed.length} files of the built app`)
  return {
    takeBack: async (later) =>
      later.evaluate(async (files) => {
        for (const { cache: name, url, text } of files) {
          const cache = await caches.open(name)
          const kept = await cache.match(url)
          await cache.put(url, new Response(text, { headers: kept?.headers ?? {} }))
        }
      }, changed),
  }
}
