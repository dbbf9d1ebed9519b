import type { DoorstepDatabase } from '#client/store/database.ts'
import type { TableName } from '#client/store/tables.ts'

const noRoom = (): never => {
  throw new DOMException('No room.', 'QuotaExceededError')
}

/** Does `run` on a database of which one table takes no change; the table is whole again afterwards. */
export const withoutRoom = async <T>(db: DoorstepDatabase, table: TableName, run: () => Promise<T>): Promise<T> => {
  const { creating, updating, deleting } = db[table].hook
  creating.subscribe(noRoom)
  updating.subscribe(noRoom)
  deleting.subscribe(noRoom)
  try {
    return await run()
  } finally {
    creating.unsubscribe(noRoom)
    updating.unsubscribe(noRoom)
    deleting.unsubscribe(noRoom)
  }
}
