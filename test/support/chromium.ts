import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

/** A browser to test with, and the switches it needs on this machine. */
export type ChromiumBinary = { path: string; args: string[] }

const usual = (): string[] => [
  ...['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'].flatMap((name) =>
    (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, name)),
  ),
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * `CHROMIUM_PATH`, else an installed Chrome or Chromium, else the one that comes with `@sparticuz/chromium`. With
 * `installed: false`, as on a machine that has none.
 */
export const findChromium = async ({ installed = true } = {}): Promise<ChromiumBinary> => {
  const named = process.env['CHROMIUM_PATH']
  // A named browser that is not there is a mistake to hear about, never a reason to test with another.
  if (named !== undefined && named !== '') return { path: named, args: switches }
  const found = installed ? usual().find(isProgram) : undefined
  if (found !== undefined) return { path: found, args: switches }
  return packed()
}

/** Chromium refuses its own sandbox to root, and containers often give it a tiny /dev/shm. */
const switches = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]

/**
 * The packed browser is built to be one process on a server; only the switches it cannot start without are taken over,
 * so that it behaves as a person's browser does (several processes, storage on disk, service workers).
 */
const packed = async (): Promise<ChromiumBinary> => {
  const { default: chromium } = await import('@sparticuz/chromium')
  return { path: await chromium.executablePath(), args: [...switches, '--no-sandbox', '--no-zygote', '--disable-gpu'] }
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
