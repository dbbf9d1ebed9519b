import { z } from 'zod'
import type { PupilFile } from '#client/casework/pupil-file.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { handoverDigest } from '#domain/casework/handover-digest.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** The five lines as they are being edited, and to whom they go. */
export const DigestForm = z.object({ handoverId: z.string(), toId: z.string().nullable(), digest: z.array(z.string()) })
export type DigestForm = z.infer<typeof DigestForm>

/** What each line is about, in the order in which they are made. */
export const digestLabels = [
  'Where it stands',
  'What the child says',
  'What is in the way',
  'What was tried',
  'What is owed next',
] as const

/** The digest of one case, made from its records, in a draft of its own: the same one wherever it is opened. */
export const useDigestDraft = (
  file: PupilFile,
  caseId: string,
  today: SchoolDay,
  calendar: SchoolCalendar,
): FormDraft<DigestForm> | null =>
  useFormDraft(`hand-over-case/${caseId}`, file.pupil.record.id, DigestForm, () => ({
    handoverId: crypto.randomUUID(),
    toId: null,
    digest: digestOf(file, today, calendar),
  }))

const digestOf = (file: PupilFile, today: SchoolDay, calendar: SchoolCalendar): string[] => {
  if (file.openCase === null) return []
  const { record: absenceCase } = file.openCase
  const own = <R extends { caseId: string | null }>(kept: { record: R }[]): R[] =>
    kept.map(({ record }) => record).filter(({ caseId }) => caseId === absenceCase.id || caseId === null)
  return handoverDigest({
    absenceCase,
    voices: own(file.voices),
    barriers: own(file.barriers),
    offers: own(file.offers),
    promises: own(file.promises),
    plans: own(file.plans),
    today,
    calendar,
  })
}

/** The lines with something in them. */
export const writtenLines = (digest: readonly string[]): string[] =>
  digest.map((line) => line.trim()).filter((line) => line !== '')
