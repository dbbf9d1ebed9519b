import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
