import type { Poke } from '#sync/protocol.ts'
import { nobody, type Database } from '../store/database.ts'
import type { Touched } from './write-acts.ts'

/** Tells connected tablets that something changed: hints, never data. Heard by every process on the same database. */
export type Pokes = {
  /** After a commit: which files changed and for whom, and whose grants changed. */
  poke: (touched: readonly Touched[], grantsChangedFor: readonly string[]) => void
  /** Hears what concerns one person until the returned function is called. */
  subscribe: (person: string, heard: (poke: Poke) => void) => () => void
  close: () => Promise<void>
}

const CHANNEL = 'doorstep_poke'
/** A PostgreSQL notification holds at most 8,000 bytes; a person's id takes 39 of them. */
const PEOPLE_IN_ONE = 150
/** Pokes of one burst travel together, after the commits and outside them: NOTIFY inside a transaction makes commits queue. */
const GATHER_FOR = 25

type Message = { people: string[]; poke: Poke }

export const openPokes = async (database: Database): Promise<Pokes> => {
  const listeners = new Map<string, Set<(poke: Poke) => void>>()
  const deliver = (message: Message): void => {
    for (const person of message.people) for (const heard of listeners.get(person) ?? []) heard(message.poke)
  }
  const stopListening = await database.listen(CHANNEL, (payload) => deliver(JSON.parse(payload)))

  let waiting: Message[] = []
  let timer: NodeJS.Timeout | null = null
  let sending = Promise.resolve()
  const send = (): void => {
    timer = null
    const messages = waiting.flatMap(inParts)
    waiting = []
    sending = database
      .write(nobody, async (tx) => {
        await tx.query('select pg_notify($1, message) from unnest($2::text[]) as messages(message)', [
          CHANNEL,
          messages.map((message) => JSON.stringify(message)),
        ])
      })
      // A lost hint costs at most one polling interval.
      .catch(() => {})
  }
  const say = (message: Message): void => {
    if (message.people.length === 0) return
    waiting.push(message)
    timer ??= setTimeout(send, GATHER_FOR)
  }

  return {
    poke: (touched, grantsChangedFor) => {
      for (const { file, version, people } of touched) say({ people, poke: { file, version } })
      say({ people: [...grantsChangedFor], poke: { grants: true } })
    },
    subscribe: (person, heard) => {
      const own = listeners.get(person) ?? new Set()
      listeners.set(person, own.add(heard))
      return () => {
        own.delete(heard)
        if (own.size === 0) listeners.delete(person)
      }
    },
    close: async () => {
      if (timer !== null) clearTimeout(timer)
      await sending
      await stopListening()
    },
  }
}

const inParts = (message: Message): Message[] => {
  const parts: Message[] = []
  for (let at = 0; at < message.people.length; at += PEOPLE_IN_ONE)
    parts.push({ ...message, people: message.people.slice(at, at + PEOPLE_IN_ONE) })
  return parts
}
