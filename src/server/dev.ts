import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'

/**
 * `npm run dev`: the app with Vite's reload on PORT, in front of an office that starts again when its files change. The
 * office keeps to itself on the next port and takes the page's address as its own, so sign-in and its origin rules hold.
 */
const port = Number(process.env['PORT'] ?? 3000)
const origin = `http://localhost:${port}`
const office = spawn(
  process.execPath,
  ['--watch-path=src/server', '--watch-path=src/domain', '--watch-path=src/sync', join(import.meta.dirname, 'main.ts')],
  {
    stdio: 'inherit',
    env: { ...process.env, PORT: String(port + 1), ORIGIN: origin },
  },
)

const pages = await createServer({
  root: join(import.meta.dirname, '../..'),
  server: {
    port,
    strictPort: true,
    host: 'localhost',
    proxy: { '/api': { target: `http://localhost:${port + 1}`, changeOrigin: false } },
  },
})
await pages.listen()
pages.printUrls()

const stop = (): void => {
  office.kill('SIGTERM')
  void pages.close().finally(() => process.exit(0))
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
office.on('exit', (code) => {
  if (code !== null && code !== 0) process.exitCode = code
})
