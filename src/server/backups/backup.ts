import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { machineClock } from '#domain/time/instant.ts'
import { StartFault } from '../start-fault.ts'
import { holdDataFolder, writePrivately } from '../store/data-folder.ts'
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts'
import { differenceFrom, Inventory, takeInventory } from './inventory.ts'
import { noteBackup } from './last-backup.ts'

const INVENTORY = 'inventory.json'

/**
 * Copies the data folder of a stopped office to `folder`, which must not be there yet, with an inventory of what it holds.
 * The copy has its name only once it is whole and on the disk. Throws StartFault with what to do about it.
 */
export const backUp = async (dataDir: string, folder: string): Promise<Inventory> => {
  if (!existsSync(join(dataDir, 'postgres')))
    throw new StartFault(`There is no embedded PostgreSQL in ${dataDir}; set DATA_DIR to the office's folder.`)
  if (existsSync(folder)) throw new StartFault(`${folder} is there already; give the backup a name of its own.`)
  // Starting it settles what a crash left, and shows that it can be started; it refuses while an office runs on it.
  const postgres = await startEmbeddedPostgres({ dataDir })
  let inventory: Inventory
  try {
    inventory = await takeInventory(postgres.superuserUrl)
  } finally {
    await postgres.stop()
  }
  const letGo = await holdDataFolder(dataDir)
  try {
    const unfinished = `${resolve(folder)}.unfinished`
    rmSync(unfinished, { recursive: true, force: true })
    copyWhole(dataDir, unfinished)
    writePrivately(join(unfinished, INVENTORY), JSON.stringify(inventory))
    renameSync(unfinished, folder)
    noteBackup(dataDir, machineClock())
  } finally {
    letGo()
  }
  return inventory
}

/**
 * Puts a backup back as the data folder, which must be empty or not there: copies it, counts it against its inventory, proves
 * every chain of versions, and gives it a new epoch, so that tablets send again what it does not have (SPEC E1, E2). Only
 * then does it get its name. Throws StartFault when anything differs.
 */
export const restore = async (folder: string, dataDir: string): Promise<Inventory> => {
  const inventory = readInventory(folder)
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new StartFault(`${dataDir} is not empty; move it away first, and keep it until the restored office works.`)
  const unfinished = `${resolve(dataDir)}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  copyWhole(folder, unfinished)
  rmSync(join(unfinished, INVENTORY))
  const postgres = await startEmbeddedPostgres({ dataDir: unfinished })
  try {
    const difference = await differenceFrom(inventory, postgres.superuserUrl)
    if (difference !== null) throw new StartFault(`This backup is not what was backed up: ${difference}`)
    await giveNewEpoch(postgres.superuserUrl)
  } finally {
    await postgres.stop()
  }
  if (existsSync(dataDir)) rmdirSync(dataDir)
  renameSync(unfinished, dataDir)
  return inventory
}

const readInventory = (folder: string): Inventory => {
  try {
    return Inventory.parse(JSON.parse(readFileSync(join(folder, INVENTORY), 'utf8')))
  } catch (cause) {
    throw new StartFault(`${folder} is not a whole backup: it has no inventory that can be read.`, { cause })
  }
}

const giveNewEpoch = async (superuserUrl: string): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query('update timeline set epoch = gen_random_uuid()')
  } finally {
    await client.end()
  }
}

/**
 * Copies a folder with its owners and rights, which a plain copy loses and without which PostgreSQL does not start in it.
 * Nobody else can look in meanwhile; returns once everything is on the disk.
 */
const copyWhole = (from: string, to: string): void => {
  mkdirSync(to, { mode: 0o700 })
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  settle(from, to)
}

const settle = (from: string, to: string): void => {
  const { uid, gid, mode } = lstatSync(from)
  if (process.getuid?.() === 0) lchownSync(to, uid, gid)
  const kind = lstatSync(to)
  if (kind.isSymbolicLink()) return
  chmodSync(to, mode)
  if (kind.isDirectory()) for (const name of readdirSync(to)) settle(join(from, name), join(to, name))
  // Windows cannot open a folder to flush it, and needs the right to write in order to flush a file.
  if (process.platform === 'win32' && kind.isDirectory()) return
  const opened = openSync(to, process.platform === 'win32' ? 'r+' : 'r')
  fsyncSync(opened)
  closeSync(opened)
}
