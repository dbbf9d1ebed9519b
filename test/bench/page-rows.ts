import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { BrowserProfile } from '#test/support/browser-profile.ts'
import { project } from '#test/support/client-build.ts'
import type { GoalName } from './goals.ts'
import { startInventedOffice } from './invented-office.ts'
import type { Runs } from './measured.ts'
import type { Bench } from './page/bench-page.ts'

/** Rows measured inside one page, each against its floor in the same page. */
export const pageRows = [
  'putRecords',
  'readCase',
  'readCaseload',
  'saveNote',
  'firstSync',
  'pullWithWaiting',
  'search',
  'firstSearch',
] as const satisfies readonly (GoalName & keyof Bench)[]
type PageRow = (typeof pageRows)[number]

/**
 * Measures rows in a page that imports the app's own store and sync, built by the app's own bundler and served by a real
 * office with its own headers.
 */
export const measureInPage = async (
  rows: readonly PageRow[],
  times: number,
  heard: (row: PageRow, runs: Runs) => void,
): Promise<void> => {
  const folder = await buildPage()
  const { office, lead } = await startInventedOffice(folder)
  const profile = new BrowserProfile()
  try {
    const context = await profile.start()
    for (const row of rows) {
      // A page of its own for each, so that none pays for what another left in memory.
      const page = await context.newPage()
      await page.goto(`${office.origin}/`)
      await page.waitForFunction(() => 'bench' in window)
      const runs =
        row === 'firstSync'
          ? await page.evaluate(([count, as]) => window.bench.firstSync(count, as), [times, lead] as const)
          : await page.evaluate(([name, count]) => window.bench[name](count), [row, times] as const)
      await page.close()
      heard(row, runs)
    }
  } finally {
    await profile.close()
    profile.remove()
    await office.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const buildPage = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-page-'))
  await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    publicDir: false,
    mode: 'production',
    build: {
      outDir: folder,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: join(import.meta.dirname, 'page/bench-page.ts'),
        output: { entryFileNames: 'assets/page.js' },
      },
    },
  })
  writeFileSync(
    join(folder, 'page.html'),
    '<!doctype html><html lang="en"><title>Bench</title><script type="module" src="/assets/page.js"></script>',
  )
  renameSync(join(folder, 'page.html'), join(folder, 'index.html'))
  return folder
}
