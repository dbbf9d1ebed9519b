import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/**
 * Each fence between the folders is walked into: a trespass is written into a copy of the project's own settings, with a
 * few stand-in files, and the compiler or the linter must report it by file and rule. The same copy without trespasses
 * must be clean, so that a report means the trespass and nothing else.
 */
const project = join(import.meta.dirname, '../..')
const bin = join(project, 'node_modules/.bin')

/** What every folder holds before anyone trespasses. */
const standIns: Record<string, string> = {
  'src/domain/pupil.ts': `export const pupil = 'a pupil'\n`,
  'src/domain/time/instant.ts': `export const now = (): string => new Date().toISOString()\n`,
  'src/sync/message.ts': `import { pupil } from '../domain/pupil.ts'\n\nexport const message = pupil\n`,
  'src/client/store/tables.ts': `import { message } from '#sync/message.ts'\n\nexport const tables = message\n`,
  'src/client/features/caseload/list.ts': `import { tables } from '#client/store/tables.ts'\n\nexport const list = tables\n`,
  'src/client/features/barriers/list.ts': `export const list = 'barriers'\n`,
  'src/client/ui/button.ts': `export const button = 'a button'\n`,
  'src/server/app.ts': `import { message } from '#sync/message.ts'\n\nexport type App = string\nexport const app: App = message\n`,
  'src/demo/school.ts': `import { app } from '#server/app.ts'\n\nexport const school = app\n`,
  'test/anything.ts': `import { app } from '#server/app.ts'\nimport { list } from '#client/features/caseload/list.ts'\n\nexport const both = [app, list]\n`,
}

type Trespass = { says: string; file: string; text: string; rule: RegExp }

/** Fences held by one tsconfig for each folder. */
const againstTheCompiler: Trespass[] = [
  {
    says: 'the domain knows no window',
    file: 'src/domain/a.ts',
    text: `export const a = window.name\n`,
    rule: /TS2304/,
  },
  {
    says: 'the domain knows no process',
    file: 'src/domain/b.ts',
    text: `export const b = process.pid\n`,
    rule: /TS2591/,
  },
  {
    says: 'the domain knows no files',
    file: 'src/domain/c.ts',
    text: `export { readFileSync as c } from 'node:fs'\n`,
    rule: /TS2591|TS2307/,
  },
  {
    says: 'the domain never reaches up to the tablet',
    file: 'src/domain/d.ts',
    text: `export { tables as d } from '../client/store/tables.ts'\n`,
    rule: /TS6307|TS6059/,
  },
  {
    says: 'the agreement knows no screen',
    file: 'src/sync/e.ts',
    text: `export const e = document.title\n`,
    rule: /TS2584|TS2304/,
  },
  {
    says: 'the agreement never reaches up to the office',
    file: 'src/sync/f.ts',
    text: `export { app as f } from '#server/app.ts'\n`,
    rule: /TS6307|TS6059/,
  },
  {
    says: 'the tablet takes not even a type from the office',
    file: 'src/client/g.ts',
    text: `import type { App } from '#server/app.ts'\n\nexport const g: App = 'g'\n`,
    rule: /TS6307|TS6059/,
  },
  {
    says: 'the tablet takes nothing from the invented place',
    file: 'src/client/h.ts',
    text: `export { school as h } from '#demo/school.ts'\n`,
    rule: /TS6307|TS6059/,
  },
  {
    says: 'the office takes nothing from the tablet',
    file: 'src/server/i.ts',
    text: `export { tables as i } from '#client/store/tables.ts'\n`,
    rule: /TS6307|TS6059/,
  },
  {
    says: 'the office knows no window',
    file: 'src/server/j.ts',
    text: `export const j = window.name\n`,
    rule: /TS2304/,
  },
  {
    says: 'nothing is written that Node cannot run as it is',
    file: 'src/server/k.ts',
    text: `export enum K {\n  One = 1,\n}\n`,
    rule: /TS1294/,
  },
]

/** Fences held by the linter. */
const againstTheLinter: Trespass[] = [
  {
    says: 'the domain imports only itself, zod and date-fns',
    file: 'src/domain/l.ts',
    text: `export { default as l } from 'dexie'\n`,
    rule: /no-restricted-imports/,
  },
  {
    says: 'the domain does not climb out by an alias',
    file: 'src/domain/m.ts',
    text: `export { message as m } from '#sync/message.ts'\n`,
    rule: /no-restricted-imports/,
  },
  {
    says: 'the domain never asks the clock',
    file: 'src/domain/n.ts',
    text: `export const n = (): number => Date.now()\n`,
    rule: /no-restricted-globals/,
  },
  {
    says: 'the domain never makes an id',
    file: 'src/domain/o.ts',
    text: `export const o = (): string => crypto.randomUUID()\n`,
    rule: /no-restricted-globals/,
  },
  {
    says: 'the domain never fetches',
    file: 'src/domain/p.ts',
    text: `export const p = async (): Promise<Response> => fetch('/')\n`,
    rule: /no-restricted-globals/,
  },
  {
    says: 'the domain never throws dice',
    file: 'src/domain/q.ts',
    text: `export const q = (): number => Math.random()\n`,
    rule: /no-restricted-properties/,
  },
  {
    says: 'a feature never imports a feature by path',
    file: 'src/client/features/caseload/r.ts',
    text: `export { list as r } from '../barriers/list.ts'\n`,
    rule: /no-restricted-imports/,
  },
  {
    says: 'a feature never imports a feature by alias',
    file: 'src/client/features/caseload/s.ts',
    text: `export { list as s } from '#client/features/barriers/list.ts'\n`,
    rule: /no-restricted-imports/,
  },
  {
    says: 'ui/ imports nothing of ours by path',
    file: 'src/client/ui/t.ts',
    text: `export { tables as t } from '../store/tables.ts'\n`,
    rule: /no-restricted-imports/,
  },
  {
    says: 'ui/ imports nothing of ours by alias',
    file: 'src/client/ui/u.ts',
    text: `export { pupil as u } from '#domain/pupil.ts'\n`,
    rule: /no-restricted-imports/,
  },
  {
    says: 'a migration of the store imports nothing living',
    file: 'src/client/store/migrations/v.ts',
    text: `export { tables as v } from '../tables.ts'\n`,
    rule: /no-restricted-imports/,
  },
  {
    says: 'nothing is written to the console',
    file: 'src/client/w.ts',
    text: `console.log('w')\n\nexport const w = 1\n`,
    rule: /no-console/,
  },
  {
    says: 'nothing is left of type any',
    file: 'src/sync/x.ts',
    text: `export const x = (y: any): string => String(y)\n`,
    rule: /no-explicit-any/,
  },
  {
    says: 'no promise is left floating',
    file: 'src/server/y.ts',
    text: `const later = async (): Promise<void> => {}\n\nlater()\n\nexport const y = 1\n`,
    rule: /no-floating-promises/,
  },
  {
    says: 'nothing is exported without a name',
    file: 'src/client/z.ts',
    text: `export default 1\n`,
    rule: /no-default-export/,
  },
  {
    says: 'no value is cast where it should be parsed',
    file: 'src/sync/aa.ts',
    text: `export const aa = (text: unknown): { id: string } => text as { id: string }\n`,
    rule: /no-unsafe-type-assertion/,
  },
  {
    says: 'files are named in kebab case',
    file: 'src/client/NotKebab.ts',
    text: `export const notKebab = 1\n`,
    rule: /filename-case/,
  },
]

let copy = ''

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'fences-'))
  for (const settings of [
    'package.json',
    'tsconfig.json',
    '.oxlintrc.json',
    'test/tsconfig.json',
    ...folders.map((folder) => `src/${folder}/tsconfig.json`),
  ]) {
    mkdirSync(dirname(join(copy, settings)), { recursive: true })
    cpSync(join(project, settings), join(copy, settings))
  }
  borrowPackages()
  write(standIns)
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

const folders = ['domain', 'sync', 'client', 'server', 'demo']

/** Every package by a link of its own, so that what the compiler keeps beside them stays in the copy. */
const borrowPackages = (): void => {
  mkdirSync(join(copy, 'node_modules'))
  for (const name of readdirSync(join(project, 'node_modules'))) {
    if (name !== '.cache') symlinkSync(join(project, 'node_modules', name), join(copy, 'node_modules', name))
  }
}

const write = (files: Record<string, string>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), text)
  }
}

const compile = (): { status: number | null; said: string } => run('tsc', ['-b', '--pretty', 'false'])
const lint = (): { status: number | null; said: string } =>
  run('oxlint', ['--format', 'unix', '--no-ignore', 'src', 'test'])

const run = (command: string, args: string[]): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(join(bin, command), args, { cwd: copy, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

const linesAbout = (said: string, file: string): string =>
  said
    .split('\n')
    .filter((line) => line.includes(file))
    .join('\n')

describe('before anyone trespasses', () => {
  test('the compiler has nothing to say', () => {
    expect(compile()).toEqual({ status: 0, said: '' })
  })

  test('the linter has nothing to say', () => {
    expect(lint()).toMatchObject({ status: 0 })
  })
})

describe.each([
  { by: 'the compiler', trespasses: againstTheCompiler, check: compile },
  { by: 'the linter', trespasses: againstTheLinter, check: lint },
])('a trespass is reported by $by', ({ trespasses, check }) => {
  let report = { status: 0 as number | null, said: '' }

  beforeAll(() => {
    write(Object.fromEntries(trespasses.map(({ file, text }) => [file, text])))
    report = check()
    for (const { file } of trespasses) rmSync(join(copy, file))
  })

  test('which ends with a fault', () => {
    expect(report.status).not.toBe(0)
  })

  test.each(trespasses)('$says', ({ file, rule }) => {
    expect(linesAbout(report.said, file)).toMatch(rule)
  })
})
