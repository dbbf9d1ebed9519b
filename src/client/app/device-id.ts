import { z } from 'zod'

const keyOf = (databaseName: string): string => `doorstep:device:${databaseName}`

/**
 * The random id this browser is known by at the office for one account; null before it was set up. It lies outside the
 * sealed database because recovery after a forgotten passphrase must name the tablet while the database is still closed.
 */
export const keptDeviceId = (databaseName: string): string | null => {
  const kept = z.uuid().safeParse(read(keyOf(databaseName)))
  return kept.success ? kept.data : null
}

export const keepDeviceId = (databaseName: string, id: string): void => write(keyOf(databaseName), id)

/** Forgets, with an account that was taken off this tablet, under which id the office knew it. */
export const forgetDeviceId = (databaseName: string): void => {
  remove(keyOf(databaseName))
  if (read(LAST) === databaseName) remove(LAST)
}

const LAST = 'doorstep:last-opened'

/** The database (a hashed name) that was opened last, so that its owner is offered first. */
export const lastOpened = (): string | null => read(LAST)

export const noteLastOpened = (databaseName: string): void => write(LAST, databaseName)

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

const remove = (key: string): void => {
  try {
    localStorage.removeItem(key)
  } catch {
    // Storage is switched off: then there is nothing in it either.
  }
}

const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Storage is full or switched off: the sealed database keeps the id too.
  }
}
