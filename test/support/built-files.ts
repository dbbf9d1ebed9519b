import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { z } from 'zod'
import { dist } from './client-build.ts'

/** Every asset that can be reached from the page by following the names in its files: `/assets/index-1a2b3c4d.js`. */
export const reachableAssets = (): string[] => {
  const names = readdirSync(join(dist, 'assets'))
  const reached = new Set<string>()
  const follow = (text: string): void => {
    for (const name of names.filter((each) => !reached.has(each) && text.includes(each))) {
      reached.add(name)
      if (/\.(js|css)$/.test(name)) follow(readFileSync(join(dist, 'assets', name), 'utf8'))
    }
  }
  follow(readFileSync(join(dist, 'index.html'), 'utf8'))
  return [...reached].map((name) => `/assets/${name}`)
}

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
)

/** The files a browser needs before it can draw the first screen: the page, its script and what that imports at once, the styles. */
export const firstScreenFiles = (): string[] => {
  const chunks = Object.values(Manifest.parse(JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))))
  const files = new Set(['index.html'])
  const take = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    const chunk = chunks.find((one) => one.file === file)
    for (const sheet of chunk?.css ?? []) files.add(sheet)
    for (const imported of chunk?.imports ?? []) {
      const found = chunks.find((one) => imported === `_${one.file.replace('assets/', '')}`)
      if (found !== undefined) take(found.file)
    }
  }
  // What the page itself names, since a build in groups marks no chunk as the entry.
  for (const [, file] of readFileSync(join(dist, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) {
    if (file !== undefined) take(file)
  }
  return [...files]
}

/** Bytes of a built file as the office sends it (src/server/routes/static.ts compresses as here). */
export const sizeOnTheWire = (file: string): number => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return brotliCompressSync(readFileSync(join(dist, file)), { params }).length
}
