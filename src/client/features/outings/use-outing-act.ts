import { useState } from 'react'
import type { z } from 'zod'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import type { Mutation } from '#domain/mutation.ts'
import type { Outing } from '#domain/records/outing.ts'

/** Where an outing lies, as its acts name it. */
export const placeOf = ({ organisationId, personId, id }: Outing) => ({ organisationId, personId, outingId: id })

/** An act of one press about an outing. The identity lasts until the act is kept: pressing again is the same act. */
export const useOutingAct = () => {
  const { save, isSaving, notSaved } = useSaving()
  const [uid, setUid] = useState(() => crypto.randomUUID())
  const press = async <S extends z.ZodType>(mutation: Mutation<S>, args: z.input<S>): Promise<boolean> => {
    const isKept = await save(identified(uid), mutation, args)
    if (isKept) setUid(crypto.randomUUID())
    return isKept
  }
  return { press, isSaving, notSaved }
}
