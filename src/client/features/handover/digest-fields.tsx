import { TextArea } from '#client/ui/text-field.tsx'
import type { FormDraft } from '#client/casework/use-form-draft.ts'
import { digestLabels, type DigestForm } from './digest-draft.ts'

/** The five lines, each to be changed as one likes. */
export const DigestFields = ({
  draft,
  of,
  error,
}: {
  draft: FormDraft<DigestForm>
  /** Whose case it is, where several are on one screen. */
  of?: string
  error?: string | undefined
}) =>
  digestLabels.map((label, place) => (
    <TextArea
      key={label}
      {...(place === 0 && of === undefined ? { id: 'digest' } : {})}
      label={of === undefined ? label : `${label}: ${of}`}
      rows={2}
      value={draft.values.digest[place] ?? ''}
      onChange={(words) =>
        draft.change((now) => ({
          digest: digestLabels.map((_, at) => (at === place ? words : (now.digest[at] ?? ''))),
        }))
      }
      error={place === 0 ? error : undefined}
    />
  ))
