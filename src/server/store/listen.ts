import { Client, type ClientConfig } from 'pg'

/** Waits between attempts to come back, in milliseconds: soon at first, then every five seconds. */
const WAITS = [50, 250, 1000, 5000] as const

type Heard = (payload: string) => void

/** One connection kept for notifications, opened at the first `listen` and reopened whenever it breaks. */
export const listener = (connection: ClientConfig) => {
  const channels = new Map<string, Set<Heard>>()
  let current: Promise<Client> | null = null
  let closed = false
  let retry: NodeJS.Timeout | null = null

  const connect = async (): Promise<Client> => {
    const client = new Client({
      ...connection,
      application_name: 'doorstep-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    })
    client.on('notification', ({ channel, payload }) => {
      for (const heard of channels.get(channel) ?? []) heard(payload ?? '')
    })
    client.on('error', () => {})
    await client.connect()
    client.on('end', () => {
      current = null
      comeBack(0)
    })
    for (const channel of channels.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    return client
  }

  const comeBack = (attempt: number): void => {
    if (closed || channels.size === 0) return
    retry = setTimeout(
      () => {
        retry = null
        if (closed || current !== null) return
        current = connect()
        current.catch(() => {
          current = null
          comeBack(attempt + 1)
        })
      },
      WAITS[Math.min(attempt, WAITS.length - 1)],
    )
  }

  const listen = async (channel: string, heard: Heard): Promise<() => Promise<void>> => {
    const hearers = channels.get(channel) ?? new Set<Heard>()
    const isNew = hearers.size === 0
    channels.set(channel, hearers.add(heard))
    try {
      if (current === null) {
        current = connect()
        await current
      } else {
        const client = await current
        if (isNew) await client.query(`listen ${client.escapeIdentifier(channel)}`)
      }
    } catch (error) {
      current = null
      hearers.delete(heard)
      if (hearers.size === 0) channels.delete(channel)
      throw error
    }
    return async () => {
      hearers.delete(heard)
      if (hearers.size > 0 || channels.get(channel) !== hearers) return
      channels.delete(channel)
      const client = await current?.catch(() => null)
      // A connection that is just breaking forgets the channel anyway.
      await client?.query(`unlisten ${client.escapeIdentifier(channel)}`).catch(() => {})
    }
  }

  const close = async (): Promise<void> => {
    closed = true
    if (retry !== null) clearTimeout(retry)
    const client = await current?.catch(() => null)
    await client?.end()
  }

  return { listen, close }
}
