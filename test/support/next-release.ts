import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A copy of a built client as its next release would be: every asset under a new name, the page and the worker naming
 * the new ones, the page's revision changed with it. Nothing of the earlier release is in the folder.
 */
export const nextRelease = (folder: string, mark: string): string => {
  const next = mkdtempSync(join(tmpdir(), 'release-'))
  cpSync(folder, next, { recursive: true })
  const assets = join(next, 'assets')
  const names = readdirSync(assets)
  const renamed = (name: string): string => name.replace(/(\.[a-z0-9]+)$/, `${mark}$1`)
  // Longest first, so that no name is taken for the beginning of another; all in one reading of each file.
  const anyName = new RegExp(
    names
      .toSorted((one, other) => other.length - one.length)
      .map((name) => name.replaceAll('.', String.raw`\.`))
      .join('|'),
    'g',
  )
  const rewrite = (path: string): void => writeFileSync(path, readFileSync(path, 'utf8').replace(anyName, renamed))
  for (const name of names) renameSync(join(assets, name), join(assets, renamed(name)))
  for (const name of readdirSync(assets)) if (/\.(js|css)$/.test(name)) rewrite(join(assets, name))
  rewrite(join(next, 'index.html'))
  rewrite(join(next, 'sw.js'))
  restamp(next)
  return next
}

/** Gives the page in `folder` its true revision in the worker's list, as a build does. */
export const restamp = (folder: string): void => {
  const revision = createHash('md5')
    .update(readFileSync(join(folder, 'index.html')))
    .digest('hex')
  const worker = join(folder, 'sw.js')
  const text = readFileSync(worker, 'utf8')
  const stamped = text.replace(/(\{"revision":")[0-9a-f]+(","url":"index\.html"\})/, `$1${revision}$2`)
  if (stamped === text) throw new Error('the worker lists no page')
  writeFileSync(worker, stamped)
}
