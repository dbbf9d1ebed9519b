import { useSession } from '#client/app/session.tsx'
import { useLive } from '#client/store/live.ts'
import { meta, readMeta } from '#client/store/meta.ts'
import type { OfficeMeans } from '#sync/protocol.ts'

/** What the office can do to tell somebody of an alarm, as it last said; null when it has not said, or is being read. */
export const useOfficeMeans = (): OfficeMeans | null => {
  const { db } = useSession()
  return useLive(() => readMeta(db, meta.officeMeans), [db]) ?? null
}
