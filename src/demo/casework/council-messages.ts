import { theOffice } from '#domain/permissions/actor.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { administratorOf, type Places, type Staff } from '../people/staff.ts'
import { momentOf, type Term } from '../term.ts'

/** What the council’s service has ready for the families of both schools: one in English, one for Tigrinya families, one put away. */
const messages = [
  {
    title: 'Help with the bus fare',
    words:
      'Some children can have a free bus pass. I can help you ask for one for {child}. It takes ten minutes. ' +
      'Tell me a good time to ring you.',
    language: null,
    isGood: false,
  },
  {
    // “We want to talk”: “Hello {parent}. We want to talk about {child}. When can we ring you? {me}, {school}”
    title: 'ክንዛረብ ንደሊ',
    words: 'ሰላም {parent}። ብዛዕባ {child} ክንዛረብ ንደሊ። መዓስ ክንድውለልኩም ንኽእል? {me}, {school}',
    language: 'Tigrinya',
    isGood: false,
  },
  {
    title: 'Summer school starts Monday',
    words: 'Summer school starts on Monday at nine. There is breakfast and lunch. {child} can come, and it is free.',
    language: null,
    isGood: true,
  },
] as const

/**
 * The service manager, who works at both schools, has the council's messages kept ready for them; the council's administrator writes
 * these, and puts one away. Each is passed on at once, as the office does by itself.
 */
export const writeCouncilMessages = async (
  office: OfficeAtWork,
  { places, staff, term }: { places: Places; staff: Staff; term: Term },
): Promise<void> => {
  const councilId = places.service.id
  const schools = [places.secondary.id, places.primary.id]
  const administrator = administratorOf(councilId, places, staff)
  const at = momentOf(term.ago(30), '09:20')
  const act = (name: string, args: unknown, by = administrator): Promise<void> =>
    office.apply({ uid: office.choice.id(), name, args, by, recordedAt: at, receivedAt: at })
  await office.tx.query('insert into person (id) values ($1) on conflict do nothing', [theOffice.personId])
  for (const schoolId of schools) await act('serve-school@1', { councilId, schoolId, isServed: true }, staff.manager)
  const ids = messages.map(() => office.choice.id())
  for (const [n, said] of messages.entries()) {
    const templateId = ids[n] ?? ''
    await act('write-template@1', { organisationId: councilId, templateId, ...said })
    for (const schoolId of schools) await act('pass-on-template@1', { councilId, schoolId, templateId }, theOffice)
  }
  const templateId = ids.at(-1) ?? ''
  await act('retire-template@1', { organisationId: councilId, templateId, isOffered: false })
  for (const schoolId of schools) await act('pass-on-template@1', { councilId, schoolId, templateId }, theOffice)
}
