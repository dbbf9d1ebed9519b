import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/**
 * The two styles that React Aria writes into the page itself: pressing must not pan under a finger, and on iPads the page
 * behind a dialog must not scroll. The policy lets in exactly these texts; a test fails when the library changes them.
 */
export const libraryStyles: readonly string[] = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
]

const styleHash = (style: string): string => `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** What the app may do in the browser: run and load its own files, talk to its own office, and nothing else. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${libraryStyles.map(styleHash).join(' ')}`,
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types doorstep',
].join('; ')

/** The worker that stretches a passphrase is the one place where WebAssembly may be compiled; it may fetch nothing. */
const keyWorkerPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The worker that syncs talks to the office in the page's place, and can do nothing else. */
const syncWorkerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const KEY_WORKER = /^\/assets\/key-worker-[\w-]+\.js$/

const SYNC_WORKER = /^\/assets\/sync-worker-[\w-]+\.js$/

const policyFor = (path: string): string => {
  if (KEY_WORKER.test(path)) return keyWorkerPolicy
  return SYNC_WORKER.test(path) ? syncWorkerPolicy : pagePolicy
}

const unusedFeatures = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'sync-xhr',
  'usb',
  'xr-spatial-tracking',
]
const permissions = [
  ...unusedFeatures.map((feature) => `${feature}=()`),
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ')

/**
 * The headers that every answer carries, whatever it is. `path` is the request's path without its query; `origin` is where
 * people reach the office.
 */
export const protectiveHeaders = (path: string, origin: string): Record<string, string> => ({
  'content-security-policy': policyFor(path),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissions,
  'x-frame-options': 'DENY',
  'origin-agent-cluster': '?1',
  // Until a route says otherwise, nothing may be kept by a browser or anything between.
  'cache-control': 'no-store',
  ...(origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
})

/** The path of a request target, without its query. */
export const pathOf = (url: string): string => url.split(/[?#]/, 1)[0] ?? '/'

/** Puts the headers on a response before anything else can answer it. */
export const protect = (response: ServerResponse, path: string, origin: string): void => {
  for (const [name, value] of Object.entries(protectiveHeaders(path, origin))) response.setHeader(name, value)
}
