declare global {
  interface Window {
    /**
     * Absent in browsers without Trusted Types. The addresses it makes are objects that only the browser tells apart from
     * text; the DOM's own types take text, so that is what they are called here.
     */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL: (address: string) => string },
      ): { createScriptURL: (address: string) => string }
    }
  }
}

/** The service worker's one address, and the workers of our own build. */
const OUR_SCRIPTS = /^\/(sw\.js|assets\/[\w.-]*worker[\w.-]*\.js)$/
/** `npm run dev` serves a worker's source file as it is. */
const DEV_SCRIPTS = /^\/src\/client\/[\w/-]+worker\.ts$/

/** The one Trusted Types policy of the app, named in the office's content security policy. It is made once a tab. */
let policy: { createScriptURL: (address: string) => string } | null = null

const ourOwn = (address: string): string => {
  const { origin, pathname } = new URL(address, location.href)
  const ours =
    origin === location.origin && (OUR_SCRIPTS.test(pathname) || (import.meta.env.DEV && DEV_SCRIPTS.test(pathname)))
  if (!ours) throw new TypeError('Not a script of ours.')
  return address
}

/** The address of one of our own worker scripts, in the form the browser wants. Throws `TypeError` for any other address. */
export const scriptAddress = (address: string): string => {
  if (!window.trustedTypes) return ourOwn(address)
  policy ??= window.trustedTypes.createPolicy('doorstep', { createScriptURL: ourOwn })
  return policy.createScriptURL(address)
}
