import type { DoorstepDatabase } from '#client/store/database.ts'
import { MessageTemplate } from '#domain/records/message-template.ts'

/** Every message that an organisation has ready, or had, in order of title. */
export const readTemplates = async (db: DoorstepDatabase, organisationId: string): Promise<MessageTemplate[]> =>
  (await db.records.where('[fileId+kind]').equals([organisationId, 'message-template']).toArray())
    .flatMap((row) => {
      const read = MessageTemplate.safeParse(row.body)
      return read.success ? [read.data] : []
    })
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))
