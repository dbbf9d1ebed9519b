import { type ClientConfig, type CustomTypesConfig, Pool } from 'pg'
import { columnTypes } from './column-types.ts'

/** Milliseconds after which a connection, a statement or an idle transaction is given up. */
const limits = { connectionTimeoutMillis: 5000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 60_000 }

/**
 * Opens a pool of at most `size` connections. `types` says how columns become values: Doorstep's own way, unless a
 * library wants the driver's.
 */
export const openPool = (connection: ClientConfig, size: number, types: CustomTypesConfig = columnTypes): Pool => {
  const pool = new Pool({ ...connection, ...limits, max: size, types, application_name: 'doorstep' })
  // A connection may break while it idles or while it is lent out. Whoever uses it next is told by a failing query; without
  // a listener Node would end the whole process instead.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
  return pool
}
