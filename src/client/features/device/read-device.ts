import { z } from 'zod'
import { tabletMeta } from '#client/app/tablet.ts'
import { countPicturesHere } from '#client/store/attachments.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { readLoading } from '#client/store/digests.ts'
import { IDLE_MINUTES } from '#client/store/lock.ts'
import { meta, readMeta } from '#client/store/meta.ts'
import { readToCome, type ToCome } from '#client/store/to-come.ts'

/** What the tablet's own database says about this tablet. */
export type OnTablet = {
  name: string
  pupils: number
  others: number
  toCome: ToCome
  drafts: number
  unsent: number
  /** Photos and signatures that only this tablet has: of saved notes, and of forms that are not saved. */
  pictures: { waiting: number; begun: number }
  refused: number
  idleMinutes: number
  shared: boolean
  /** What each organisation this person belongs to is called, by its id. */
  organisations: ReadonlyMap<string, string>
}

const Named = z.object({ name: z.string() })

export const readOnTablet = async (db: DoorstepDatabase): Promise<OnTablet> => {
  const [name, pupils, files, loading, drafts, unsent, pictures, rejected, idle, shared, organisations, toCome] =
    await Promise.all([
      readMeta(db, tabletMeta.deviceName),
      db.records.where('kind').equals('pupil').count(),
      db.cursors.toCollection().primaryKeys(),
      readLoading(db),
      db.drafts.count(),
      db.outbox.count(),
      countPicturesHere(db),
      db.rejected.toArray(),
      readMeta(db, meta.idleMinutes),
      readMeta(db, meta.shared),
      db.records.where('kind').equals('organisation').toArray(),
      readToCome(db),
    ])
  return {
    name: name ?? '',
    pupils,
    others: Math.max(0, files.length - loading.size - pupils),
    toCome,
    drafts,
    unsent,
    pictures,
    refused: rejected.filter((row) => row.handledAt === null).length,
    idleMinutes: idle ?? IDLE_MINUTES.usual,
    shared: shared ?? false,
    organisations: new Map(
      organisations.flatMap((row) => {
        const organisation = Named.safeParse(row.body)
        return organisation.success ? [[row.id, organisation.data.name] as const] : []
      }),
    ),
  }
}
