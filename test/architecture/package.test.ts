import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const project = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(project, path), 'utf8')
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|css|sql|html)$/.test(name))
    .map((name) => join(folder, name))

const Package = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  scripts: z.record(z.string(), z.string()),
})

describe('two commands are enough', () => {
  test('scripts run under Node 24 from npm, whatever Node started npm', () => {
    const { stdout } = spawnSync('npm', ['exec', '--offline', '--', 'node', '--version'], {
      cwd: project,
      encoding: 'utf8',
    })
    expect(stdout.trim()).toMatch(/^v24\./)
    expect(process.version).toMatch(/^v24\./)
  })

  test('every package is named by one exact version', () => {
    const { dependencies, devDependencies } = Package.parse(JSON.parse(read('package.json')))
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect({ name, version }).toEqual({ name, version: expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/) })
    }
  })

  test('the list of packages names no registry: each machine asks its own', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":/)
  })
})

test('[C14] nothing that is sent waits for the browser’s background sync, which some browsers lack and others give up after days', () => {
  const waiting = sourcesIn('src/client').filter((path) =>
    /SyncManager|periodicSync|\.sync\.register|addEventListener\('(?:periodic)?sync'|workbox-background-sync/.test(
      read(path),
    ),
  )
  expect(waiting).toEqual([])
  expect(read('package.json')).not.toContain('workbox-background-sync')
})

describe('nothing of a pupil where it does not belong', () => {
  test('the title of the page is set in one place, from a fixed list: it shows in histories and task switchers', () => {
    const setting = sourcesIn('src/client').filter((path) => /document\.title\s*=|<title/.test(read(path)))
    expect(setting).toEqual(['src/client/app/outside.tsx'])
    expect(read('src/client/app/outside.tsx')).toContain('document.title = title === undefined ? ')
  })

  test('nothing is loaded from another origin: no address of one stands in what the browser gets', () => {
    for (const path of [...sourcesIn('src/client'), 'index.html']) {
      const addresses = [
        ...read(path).matchAll(/(?:src|href|url|import|fetch|EventSource)\s*[=(]\s*['"`]?(https?:\/\/[^'"`\s)]+)/g),
      ]
      expect({ path, addresses: addresses.map(([, address]) => address) }).toEqual({ path, addresses: [] })
    }
  })
})

describe('what only people may say', () => {
  test('invented telephone numbers come from the ranges that belong to nobody', () => {
    for (const path of [...sourcesIn('src'), ...sourcesIn('test')]) {
      const numbers = [...read(path).matchAll(/(?<!\d)(?:07\d{3}[ -]?\d{6}|01\d{3}[ -]?\d{6})(?!\d)/g)].map(
        ([number]) => number.replaceAll(/\D/g, ''),
      )
      const real = numbers.filter((number) => !/^(07700900\d{3}|01632960\d{3})$/.test(number))
      expect({ path, real }).toEqual({ path, real: [] })
    }
  })
})
