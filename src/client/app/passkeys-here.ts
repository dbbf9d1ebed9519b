import { browserPasskeys, type Passkeys } from '../store/passkeys.ts'

/** True where the browser can make passkeys at all; whether one can open a tablet is only known once it was tried. */
export const canMakePasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && typeof navigator.credentials?.create === 'function'

/** The browser's passkeys for this address, or undefined where it has none. */
export const passkeysHere = (): Passkeys | undefined =>
  canMakePasskeys() ? browserPasskeys(navigator.credentials, location.hostname) : undefined
