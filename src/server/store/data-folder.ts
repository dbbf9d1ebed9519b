import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeOf } from './passing-fault.ts'
import { StartFault } from '../start-fault.ts'

/** Makes the data folder, for its owner alone, when it is not there. `passable` lets other accounts through it (not in). */
export const makeDataFolder = (folder: string, passable = false): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: passable ? 0o711 : 0o700 })
  } catch (cause) {
    throw new StartFault(`The data folder ${folder} could not be made.`, { cause })
  }
}

/** Writes a file that only its owner may read, whole or not at all, and on the disk when this returns. */
export const writePrivately = (path: string, text: string): void => {
  const unfinished = `${path}.${process.pid}.new`
  rmSync(unfinished, { force: true })
  const file = openSync(unfinished, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(unfinished, path)
}

/** A secret kept in the data folder under `name`: made the first time, the same ever after. 64 hexadecimal digits. */
export const keptSecret = (folder: string, name: string): string => {
  makeDataFolder(folder)
  const path = join(folder, name)
  if (!existsSync(path)) writePrivately(path, randomBytes(32).toString('hex'))
  return readFileSync(path, 'utf8').trim()
}

const listening = (server: Server, name: string): Promise<'held' | 'taken'> =>
  new Promise((settle, fail) => {
    server.once('error', (error) => (codeOf(error) === 'EADDRINUSE' ? settle('taken') : fail(error)))
    server.listen(name, () => settle('held'))
  })

const answers = (name: string): Promise<boolean> =>
  new Promise((settle) => {
    const socket = createConnection(name, () => {
      socket.destroy()
      settle(true)
    })
    socket.on('error', () => settle(false))
  })

/**
 * Holds a data folder for this process: a second office on the same folder is told so instead of meddling with the
 * database of the first. The hold is a local name that the system takes back by itself, however the process ends.
 */
export const holdDataFolder = async (folder: string): Promise<() => void> => {
  const id = `doorstep-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24)}`
  const server = createServer((socket) => socket.destroy())
  server.unref()
  const inUse = new StartFault(
    `Another Doorstep is already running on the data folder ${folder}; stop it first, or set DATA_DIR to another folder.`,
  )
  if (process.platform === 'linux' || process.platform === 'win32') {
    if ((await listening(server, process.platform === 'linux' ? `\0${id}` : `\\\\.\\pipe\\${id}`)) === 'taken')
      throw inUse
    return () => server.close()
  }
  // Elsewhere the name is a file, which outlives a killed process: an unanswered one may be taken over.
  const path = join(tmpdir(), `${id}.sock`)
  if ((await listening(server, path)) === 'taken') {
    if (await answers(path)) throw inUse
    rmSync(path, { force: true })
    if ((await listening(server, path)) === 'taken') throw inUse
  }
  return () => server.close()
}
