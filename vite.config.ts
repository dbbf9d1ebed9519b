import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { z } from 'zod'

const root = import.meta.dirname
const outDir = process.env['CLIENT_BUILD_DIR'] ?? join(root, 'dist')

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

/** Days for which the assets of earlier builds stay served: a tab left open keeps finding its own chunks. */
const KEEP_ASSETS_DAYS = 90

/**
 * Changes whenever the office's security headers change. A precached page keeps the headers it was fetched with, so the
 * page itself has to change for an installed tablet to fetch it, and with it the new headers, again.
 */
const headersVersion = (): string =>
  createHash('sha256')
    .update(readFileSync(join(root, 'src/server/http/headers.ts')))
    .digest('hex')
    .slice(0, 12)

const stampHeadersVersion: Plugin = {
  name: 'doorstep:stamp-headers-version',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { name: 'headers-version', content: headersVersion() }, injectTo: 'head' },
  ],
}

/**
 * zod tries whether it may compile code as soon as a schema is made, and the page's policy refuses and reports that. Said at
 * the head of the one file that holds zod: an import would come too late, after the schemas that share that file.
 */
const zodWithoutEval = ({ moduleIds }: { moduleIds: readonly string[] }): string =>
  moduleIds.some((id) => id.includes('/zod/v4/core/core.js'))
    ? 'globalThis.__zod_globalConfig = { jitless: true };'
    : ''

/** Every file of this build, so that the assets kept from earlier builds stay out of the precache. */
const built = new Set<string>()

const keepEarlierAssets: Plugin = {
  name: 'doorstep:keep-earlier-assets',
  apply: 'build',
  buildStart() {
    const oldest = Date.now() - KEEP_ASSETS_DAYS * 24 * 60 * 60 * 1000
    for (const name of namesIn(outDir)) {
      if (name !== 'assets') rmSync(join(outDir, name), { recursive: true })
    }
    for (const name of namesIn(join(outDir, 'assets'))) {
      const asset = join(outDir, 'assets', name)
      if (statSync(asset).mtimeMs < oldest) rmSync(asset, { recursive: true })
    }
  },
  generateBundle(_options, bundle) {
    for (const name of Object.keys(bundle)) built.add(name)
  },
}

/** Bytes from which compressing as hard as can be is worth the seconds that it takes, once, beside the file. */
const LARGE = 100_000

/** What a first visit waits for longest, as small as it goes: the office sends `first-….js.br` for `first-….js`. */
const compressLargeParts: Plugin = {
  name: 'doorstep:compress-large-parts',
  apply: 'build',
  async writeBundle(_options, bundle) {
    const large = Object.values(bundle).filter((part) => part.type === 'chunk' && part.code.length > LARGE)
    await Promise.all(
      large.map(async ({ fileName }) => {
        const path = join(outDir, fileName)
        writeFileSync(`${path}.br`, await promisify(brotliCompress)(readFileSync(path)))
      }),
    )
  },
}

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The worker shipped as /sw.js: ours, or (for a release that must free tablets from a broken one) the one that removes it. */
const removing = process.env['SERVICE_WORKER'] === 'remove'

/** Each a long file, or one that waits for a clock's minute; the rest are told by what they drive and by their size. */
const LONGEST = [
  'simulation.test.ts',
  'every-screen.test.ts',
  'planted-bugs.test.ts',
  'someone-has-not-come-back.test.ts',
]

/** Of those that drive no browser, each that starts offices or databases of its own and takes far longer than its size tells. */
const LONG_FOR_THEIR_SIZE = [
  'demo/invented-town.test.ts',
  'imports/command.test.ts',
  'server/main.test.ts',
  'route-by-role.test.ts',
  'embedded-postgres.test.ts',
  'hostile-requests.test.ts',
  'throttling.test.ts',
  'backup.test.ts',
  'alarm-after-restart.test.ts',
  'own-database.test.ts',
]

/**
 * Longest first, so that no long file is left alone at the end: those named above, then whatever drives a browser, the others that are
 * long, and then the many short ones, which end together. The first browser file begins well before the next, so that it alone makes the
 * invented place from which they all start.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const turn = (file: TestSpecification): number => {
      const named = LONGEST.findIndex((name) => file.moduleId.endsWith(`/${name}`))
      if (named !== -1) return named
      if (file.project.name === 'browser') return LONGEST.length
      if (LONG_FOR_THEIR_SIZE.some((name) => file.moduleId.endsWith(`/${name}`))) return LONGEST.length + 1
      return LONGEST.length + (file.project.name === 'components' ? 2 : 3)
    }
    return (await super.sort(files)).toSorted((one, other) => turn(one) - turn(other))
  }
}

/**
 * One more than the two cores of the machine that must be done in ten minutes: a test that waits for a page, a disk or a clock
 * leaves its core to the third. The simulation, which never waits, takes longer beside two that drive browsers; it begins
 * first, so that it still ends before they do.
 */
const FILES_AT_ONCE = 3

export default defineConfig({
  define: { 'import.meta.env.VITE_APP_VERSION': JSON.stringify(version) },
  plugins: [
    react(),
    stampHeadersVersion,
    keepEarlierAssets,
    compressLargeParts,
    VitePWA({
      strategies: 'injectManifest',
      filename: 'sw.js',
      includeManifestIcons: false,
      outDir,
      registerType: 'prompt',
      // Registered by src/client/app/service-worker-registration.ts, which passes Trusted Types and never reloads a tab.
      injectRegister: false,
      manifest: {
        id: '/',
        name: 'Doorstep',
        short_name: 'Doorstep',
        description: 'Casework for the people who get children back into school.',
        lang: 'en-GB',
        start_url: '/caseload',
        scope: '/',
        display: 'standalone',
        background_color: '#FBFAF7',
        theme_color: '#0B5D5B',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      integration: {
        configureCustomSWViteBuild: (worker) => {
          worker.logLevel = 'error'
          // One file, in the words of the bundler as it is now (the plugin's own words are deprecated, and it says so each time).
          if (worker.build)
            worker.build.rollupOptions = {
              ...worker.build.rollupOptions,
              output: { entryFileNames: 'sw.mjs', codeSplitting: false },
            }
        },
        // The plugin would name the worker after its source; its address, /sw.js, must never change between releases.
        beforeBuildServiceWorker: (options) => {
          options.swSrc = join(root, 'src/client', removing ? 'remove-service-worker.ts' : 'service-worker.ts')
        },
      },
      injectManifest: {
        injectionPoint: removing ? undefined : 'self.appFiles',
        globDirectory: outDir,
        globPatterns: ['index.html', 'assets/**', '*.{svg,png,ico,webmanifest}'],
        globIgnores: ['sw.js', '**/*.map'],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        manifestTransforms: [
          (entries) => ({
            manifest: entries
              .filter((entry) => !entry.url.startsWith('assets/') || built.has(entry.url))
              // A worker is served with a policy of its own, so it is fetched again when the headers change.
              .map((entry) => (/worker/.test(entry.url) ? { ...entry, revision: headersVersion() } : entry)),
            warnings: [],
          }),
        ],
      },
    }),
  ],
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2022',
    manifest: true,
    // No data: addresses, which the content security policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        banner: zodWithoutEval,
        // What the first screen needs in one file, what later screens share in another, and each later screen's own: a first
        // visit fetches them all, one request each, before the tablet can do without signal. Signing in waits for the first.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'shared', minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  worker: { format: 'es', rolldownOptions: { output: { banner: zodWithoutEval } } },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'test/{domain,sync,server,contract,architecture,demo,simulation}/**/*.test.ts',
            'test/client/**/*.test.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: FILES_AT_ONCE,
          // What every file imports is read once: these tests leave nothing behind in what they share.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['test/client/**/*.test.tsx'],
          setupFiles: ['test/client/patience.ts'],
          // A page of its own for each file, in a process that is not.
          pool: 'vmForks',
          testTimeout: 30_000,
          maxWorkers: FILES_AT_ONCE,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/{browser,journeys}/**/*.test.ts'],
          globalSetup: ['test/support/client-build.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // A page may wait for a core: as long as for a press, in place of Vitest's one second.
          expect: { poll: { timeout: 60_000 } },
          maxWorkers: FILES_AT_ONCE,
          // What is tested lives in browsers and offices of its own; what drives them is read once.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'webkit',
          environment: 'node',
          include: ['test/webkit/**/*.test.ts'],
          globalSetup: ['test/support/client-build.ts'],
          testTimeout: 600_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
