/** How safely this browser keeps what is stored in it. Nulls where it does not say. */
export type DeviceStorage = {
  /** True when the browser has promised not to throw it away when it is short of room. */
  persisted: boolean | null
  /** Bytes in use, and bytes there may be. */
  used: number | null
  room: number | null
  /** True when Doorstep stands on the home screen or desktop: iPads keep longer what installed apps store (trust C10). */
  installed: boolean
}

/** How full the room is: above `tight` the person is warned; above `full` photos are refused and words are still taken. */
export type Fullness = 'plenty' | 'tight' | 'full' | 'unknown'

const TIGHT = 0.8
const FULL = 0.95

export const fullnessOf = ({ used, room }: Pick<DeviceStorage, 'used' | 'room'>): Fullness => {
  if (used === null || room === null || room <= 0) return 'unknown'
  const share = used / room
  if (share > FULL) return 'full'
  return share > TIGHT ? 'tight' : 'plenty'
}

/** What the device screen asks the browser for; missing parts are what older browsers lack. */
export type BrowserStorage = {
  storage: Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>> | undefined
  isInstalled: () => boolean
}

/** The browser's own. */
export const browserStorage = (): BrowserStorage => ({
  storage: 'storage' in navigator ? navigator.storage : undefined,
  isInstalled: () =>
    matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches ||
    ('standalone' in navigator && navigator.standalone === true),
})

/** How things stand. Never throws: a browser that will not say is a browser that will not say. */
export const readDeviceStorage = async ({ storage, isInstalled }: BrowserStorage): Promise<DeviceStorage> => {
  const persisted = await storage?.persisted?.().catch(() => null)
  const estimate = await storage?.estimate?.().catch(() => null)
  return {
    persisted: persisted ?? null,
    used: estimate?.usage ?? null,
    room: estimate?.quota ?? null,
    installed: isInstalled(),
  }
}

/**
 * Asks the browser to keep what is stored. Asked on a tap, after the first save, when browsers are most willing and the
 * person knows what for. False when it would not.
 */
export const askToPersist = async ({ storage }: BrowserStorage): Promise<boolean> => {
  const already = await storage?.persisted?.().catch(() => false)
  if (already === true) return true
  return (await storage?.persist?.().catch(() => false)) ?? false
}
