import type { Stamp } from '../mutation.ts'
import type { Barrier } from '../records/barrier.ts'
import { jsonText, sameValue } from './same-value.ts'
import { fieldsOf, valueOf } from './shared-field.ts'

/** The barrier with a line of history for each shared field that is not as it was. */
export const withChangesNoted = (before: Barrier, after: Barrier, stamp: Stamp): Barrier => {
  const changed = fieldsOf('barrier').filter((field) => !sameValue(valueOf(before, field), valueOf(after, field)))
  if (changed.length === 0) return after
  const noted = changed.map((field) => ({
    field,
    from: jsonText(valueOf(before, field)),
    to: jsonText(valueOf(after, field)),
    by: stamp.by.personId,
    recordedAt: stamp.recordedAt,
  }))
  return { ...after, history: [...(after.history ?? []), ...noted] }
}
