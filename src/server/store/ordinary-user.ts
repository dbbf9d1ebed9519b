import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartFault } from '../start-fault.ts'
import { findOnPath } from './postgres-programs.ts'

/** How to run a program that must not run as root: put `prefix` before its command line, or hand uid and gid to spawn. */
export type Runner = { prefix: readonly string[]; uid?: number; gid?: number }

/** The account that the embedded PostgreSQL runs under when the office itself is root. */
export type OrdinaryUser = { name: string; uid: number; gid: number }

/** Accounts to run as, best first. All but the last are made for one purpose; `nobody` is everywhere. */
const PREFERRED = ['doorstep', 'postgres', 'nobody']

const accounts = (): OrdinaryUser[] => {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [name, , uid, gid] = line.split(':')
        return name !== undefined && /^\d+$/.test(uid ?? '') && /^\d+$/.test(gid ?? '')
          ? [{ name, uid: Number(uid), gid: Number(gid) }]
          : []
      })
  } catch {
    return []
  }
}

/**
 * The ordinary account to use: whoever owns the database's folder already, else the best there is. PostgreSQL needs an
 * account that has a name on this machine.
 */
const chooseUser = (databaseFolder: string): OrdinaryUser | null => {
  const known = accounts()
  const owner = statSync(databaseFolder, { throwIfNoEntry: false })?.uid
  const current = owner === undefined || owner === 0 ? undefined : known.find(({ uid }) => uid === owner)
  if (current !== undefined) return current
  return (
    PREFERRED.map((name) => known.find((account) => account.name === name && account.uid !== 0)).find(
      (account) => account !== undefined,
    ) ?? null
  )
}

/** Bits of the kernel's capability words: reading past permissions, and reading and writing past them. */
const CAPABILITIES = [
  { name: 'dac_read_search', bit: 2 },
  { name: 'dac_override', bit: 1 },
] as const

/** The least capability this process may hand on that lets another account reach into folders closed to it; null for none. */
const reachingCapability = (): string | null => {
  try {
    const status = readFileSync('/proc/self/status', 'utf8')
    const word = (name: string): bigint =>
      BigInt(`0x${new RegExp(`^${name}:\\s*([0-9a-f]+)$`, 'm').exec(status)?.[1] ?? '0'}`)
    const ours = word('CapPrm') & word('CapBnd')
    return CAPABILITIES.find(({ bit }) => (ours & (1n << BigInt(bit))) !== 0n)?.name ?? null
  } catch {
    return null
  }
}

/** True when every folder above `path` lets any account through. */
const isOpenToAll = (path: string): boolean => {
  for (let folder = path; ; folder = dirname(folder)) {
    if (((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0o1) & 0o1) === 0) return false
    if (dirname(folder) === folder) return true
  }
}

/**
 * How to run PostgreSQL here. It refuses to run as root; and an ordinary account cannot even reach a checkout or a
 * DATA_DIR that lies in a folder only root may enter. So, as root, `setpriv` (util-linux) starts it under an ordinary
 * account that keeps one capability: to pass through such folders. `no_setuid_fixup` is what makes access(2), which initdb
 * asks about its own programs, honour that capability. Without setpriv it works when the folders are open to all.
 *
 * `programFolder` holds PostgreSQL's programs, `databaseFolder` will hold the cluster. Throws StartFault when nothing works.
 */
export const runnerFor = (
  programFolder: string,
  databaseFolder: string,
): { runner: Runner; user: OrdinaryUser | null } => {
  const setpriv = process.platform === 'linux' ? findOnPath('setpriv') : null
  if (process.getuid?.() !== 0) {
    // Where the kernel can tell, PostgreSQL is stopped in an orderly way even when the office is killed outright.
    const prefix = setpriv === null ? [] : [setpriv, '--pdeathsig=INT', '--']
    return { runner: { prefix: works(prefix) ? prefix : [] }, user: null }
  }
  const user = chooseUser(databaseFolder)
  if (user === null) {
    throw new StartFault(
      'PostgreSQL does not run as root and this machine has no ordinary account for it; start Doorstep as another user or set DATABASE_URL.',
    )
  }
  const capability = reachingCapability()
  if (setpriv !== null && capability !== null) {
    const only = `-all,+${capability}`
    const prefix = [
      setpriv,
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      '--securebits=+no_setuid_fixup',
      `--inh-caps=${only}`,
      `--ambient-caps=${only}`,
      `--bounding-set=${only}`,
      '--pdeathsig=INT',
      '--',
    ]
    if (works(prefix)) return { runner: { prefix }, user }
  }
  if (isOpenToAll(programFolder) && isOpenToAll(dirname(databaseFolder)))
    return { runner: { prefix: [], uid: user.uid, gid: user.gid }, user }
  throw new StartFault(
    `PostgreSQL does not run as root, and the account ${user.name} cannot reach these folders; start Doorstep as an ordinary user, install setpriv (util-linux), or set DATABASE_URL.`,
  )
}

/**
 * Whether this setpriv and this kernel do what is asked (BusyBox's setpriv knows fewer options; a container may forbid
 * some of them): tried on a program that does nothing.
 */
const works = (prefix: readonly string[]): boolean => {
  const [setpriv, ...options] = prefix
  const nothing = findOnPath('true')
  return (
    setpriv !== undefined &&
    nothing !== null &&
    spawnSync(setpriv, [...options, nothing], { stdio: 'ignore' }).status === 0
  )
}
