import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of this checkout. */
export const project = join(import.meta.dirname, '../..')
export const dist = join(project, 'dist')

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']

/** Builds the client once before browser tests, unless what is built is newer than everything it is built from. */
export const setup = (): void => {
  if (!isStale()) return
  const { status, stderr, stdout } = spawnSync('vite', ['build', '--logLevel', 'warn'], {
    cwd: project,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PATH: `${join(project, 'node_modules/.bin')}:${process.env['PATH']}`,
    },
  })
  if (status !== 0) throw new Error(`The client does not build:\n${stdout}\n${stderr}`)
}

const isStale = (): boolean => {
  const worker = join(dist, 'sw.js')
  return (
    !existsSync(worker) ||
    statSync(worker).mtimeMs < Math.max(...sources.map((name) => newestChange(join(project, name))))
  )
}

/** When anything in a file or folder was last written, in milliseconds since 1970. */
export const newestChange = (path: string): number => {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}
