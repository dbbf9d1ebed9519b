/**
 * Why the tablet's own store could not do what was asked. The list is closed: a fault without plain words does not compile.
 * Nothing here is ever a reason to say *saved*.
 */
export const faults = [
  /** The device has no room: the transaction was rolled back. */
  'no-space',
  /** The browser closed the database and it could not be opened again. */
  'closed',
  /** Another tab holds an older version open. */
  'blocked',
  /** A newer Doorstep has used this tablet; this one may read but not write. */
  'newer-app',
  /** A sealed row was changed, moved or damaged outside Doorstep. */
  'tampered',
  /** The keys were dropped. */
  'locked',
  /** The browser threw stored work away. */
  'lost',
  /** This browser keeps nothing (private window, storage switched off). */
  'no-storage',
  /** A mistake in Doorstep itself. */
  'unexpected',
] as const
export type Fault = (typeof faults)[number]

/** A sealed row does not open: it was changed, swapped with another, or its plain columns were. */
export class Tampered extends Error {
  constructor(message = 'A sealed row does not open under the name it is stored by.') {
    super(message)
    this.name = 'Tampered'
  }
}

/** The tablet is locked: there is no key to open or seal with. */
export class Locked extends Error {
  constructor() {
    super('The tablet is locked.')
    this.name = 'Locked'
  }
}

/** A newer Doorstep has set this database to be written only by itself and later ones. */
export class WrittenByNewerApp extends Error {
  constructor() {
    super('A newer version of Doorstep has used this tablet; this one may only read.')
    this.name = 'WrittenByNewerApp'
  }
}

/** The store failed in a way that trying again did not mend. */
export class StoreFault extends Error {
  readonly fault: Fault
  constructor(fault: Fault, cause?: unknown) {
    super(`The tablet's store failed: ${fault}.`, { cause })
    this.name = 'StoreFault'
    this.fault = fault
  }
}

const faultsByName: Record<string, Fault> = {
  QuotaExceededError: 'no-space',
  DatabaseClosedError: 'closed',
  InvalidStateError: 'closed',
  UnknownError: 'closed',
  TransactionInactiveError: 'closed',
  Tampered: 'tampered',
  Locked: 'locked',
  WrittenByNewerApp: 'newer-app',
  VersionError: 'newer-app',
  MissingAPIError: 'no-storage',
  SecurityError: 'no-storage',
}

/**
 * Which fault an error thrown by the store is. Goes by the error's name and by what caused it (Dexie wraps the browser's
 * errors, and a full disk may show only as an aborted transaction), never by the text of a message.
 */
export const classifyFault = (error: unknown): Fault => {
  const chain = causesOf(error)
  for (const cause of chain) if (cause instanceof StoreFault) return cause.fault
  for (const cause of chain) {
    const fault = faultsByName[nameOf(cause)]
    if (fault !== undefined) return fault
  }
  return 'unexpected'
}

/**
 * Why nothing can be opened: of the faults, what a person can do about it differs only between these. Looks at every cause: what
 * could not be opened is called closed by whoever asked it for a row.
 */
export const classifyOpening = (error: unknown): 'newer-app' | 'unreadable' | 'no-storage' => {
  const chain = causesOf(error)
  const has = (fault: Fault): boolean => chain.some((cause) => classifyFault(cause) === fault)
  if (has('newer-app')) return 'newer-app'
  // Firefox refuses every database in a private window with InvalidStateError.
  if (has('no-storage') || chain.some((cause) => nameOf(cause) === 'InvalidStateError')) return 'no-storage'
  return 'unreadable'
}

/** The error and everything that caused it, outermost first. */
const causesOf = (error: unknown): unknown[] => {
  const found: unknown[] = []
  let next: unknown = error
  while (next !== null && typeof next === 'object' && !found.includes(next) && found.length < 10) {
    found.push(next)
    if ('inner' in next && next.inner) next = next.inner
    else if ('cause' in next && next.cause) next = next.cause
    else if ('failures' in next && Array.isArray(next.failures)) next = next.failures[0]
    else break
  }
  return found
}

const nameOf = (error: unknown): string =>
  error !== null && typeof error === 'object' && 'name' in error && typeof error.name === 'string' ? error.name : ''

const faultWords: Record<Fault, string> = {
  'no-space':
    'This tablet has no room left, so this is not saved yet. Free some space, then try again. Your words are still here.',
  closed:
    'The browser closed Doorstep’s storage, so this is not saved yet. Copy your words, then close Doorstep and open it again.',
  blocked: 'Doorstep is open in another tab that is out of date. Close the other tab and this one will go on.',
  'newer-app': 'A newer Doorstep has been used on this tablet. You can read here; to write, update Doorstep.',
  tampered:
    'Part of what is stored on this tablet is damaged and cannot be read. Tell whoever looks after Doorstep before going on.',
  locked: 'Doorstep is locked. Unlock it and you will be back where you were.',
  lost: 'This browser has thrown away what was stored on this tablet, so this is not saved. Copy your words, then load Doorstep again.',
  'no-storage':
    'This browser window keeps nothing, so Doorstep cannot work here without signal. Use an ordinary window.',
  unexpected: 'Something went wrong in Doorstep, and this is not saved yet. Your words are still here.',
}

/** What a fault says to the person whose words were being kept. */
export const sayFault = (fault: Fault): string => faultWords[fault]
