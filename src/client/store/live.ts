import { useObservable } from 'dexie-react-hooks'
import { useCallback, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import { useSession } from '#client/app/session.tsx'
import type { Mutation } from '#domain/mutation.ts'
import { liveDigestsOf, type Filed } from './live-digests.ts'
import { liveReading } from './live-reading.ts'
import { mutate, type Saved } from './mutate.ts'

/** What a query over the tablet's database answers, drawn again whenever that changes; undefined while it is first read. */
export const useLive = <T>(query: () => T | Promise<T>, deps: unknown[]): T | undefined =>
  useObservable(() => liveReading(query), deps)

/** All files on this tablet as lists need them; null until they were read. Nothing is read while `isWanted` is false. */
export const useFiled = (isWanted: boolean): Filed | null => {
  const { db } = useSession()
  const live = liveDigestsOf(db)
  return useSyncExternalStore(isWanted ? live.subscribe : hearNothing, live.current)
}

const hearNothing = (): (() => void) => () => {}

/**
 * Saves what a person did on this tablet, as the person whose session this is. `uid` is the form's, made when it opened;
 * `draftId` names the draft that the saving uses up.
 */
export const useMutate = () => {
  const { db, actor, clock } = useSession()
  return useCallback(
    <S extends z.ZodType>(
      mutation: Mutation<S>,
      args: z.input<S>,
      as: { uid: string; draftId?: string },
    ): Promise<Saved> => mutate(db, mutation, args, { ...as, by: actor, clock }),
    [db, actor, clock],
  )
}
