import { useSession } from '#client/app/session.tsx'
import { readTemplates } from '#client/casework/read-templates.ts'
import { useLive } from '#client/store/live.ts'
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx'
import { templateNames, templates } from '#domain/casework/message-templates.ts'
import type { MessageTemplate } from '#domain/records/message-template.ts'
import type { Parent } from '#domain/records/parent.ts'

/** What the organisation has ready, its council's among it, in order of title; what is put away too. */
export const useReadyMessages = (organisationId: string): MessageTemplate[] => {
  const { db } = useSession()
  return useLive(() => readTemplates(db, organisationId), [db, organisationId]) ?? []
}

export type StartFromProps = {
  /** Everything that is ready, what is put away too. */
  ready: readonly MessageTemplate[]
  /** Whom the message is to: what is in their language comes first. */
  parent: Parent | undefined
  school: string
  /** The template that the words began from: Doorstep's by name, another by its id; null while none is chosen. */
  chosen: string | null
  onChoose: (template: string) => void
}

/**
 * The messages to start from: the school's own, those that its council keeps, and Doorstep's. What was put away while somebody writes
 * stays for them, and says so: their words began from it.
 */
export const StartFrom = ({ ready, parent, school, chosen, onChoose }: StartFromProps) => {
  const offered = ready.filter(({ id, retired }) => retired === null || id === chosen)
  const groups = [...Map.groupBy(offered, ({ keptBy }) => keptBy?.name ?? '')]
    .map(([council, messages]) => ({ council, messages: messages.toSorted(inTheirLanguageFirst(parent)) }))
    .toSorted((a, b) => (a.council < b.council ? -1 : 1))
    .toSorted((a, b) => inTheirLanguageFirst(parent)(a.messages[0], b.messages[0]))
  return (
    <>
      {groups.map(({ council, messages }, place) => (
        <ChoiceButtons
          key={council}
          label={`${place === 0 ? 'Start' : 'Or'} from ${council === '' ? 'our own' : council}`}
          hint={council === '' ? `Written for the families of ${school}.` : 'Kept by them for every school they serve.'}
          big={false}
          columns="auto"
          choices={messages.map((message) => ({ value: message.id, label: labelOf(message) }))}
          value={messages.some(({ id }) => id === chosen) ? chosen : null}
          onChange={onChoose}
        />
      ))}
      <ChoiceButtons
        label={groups.length > 0 ? 'Or from these' : 'Start from'}
        hint="Plain words to change as you like. None of them says why a child is away."
        big={false}
        columns="auto"
        choices={templateNames.map((value) => ({ value, label: templates[value].title }))}
        value={templateNames.find((name) => name === chosen) ?? null}
        onChange={onChoose}
      />
    </>
  )
}

const labelOf = ({ title, language, retired }: MessageTemplate): string =>
  [title, ...(language === null ? [] : [`(${language})`]), ...(retired === null ? [] : ['(put away)'])].join(' ')

const inTheirLanguageFirst =
  (parent: Parent | undefined) =>
  (a: MessageTemplate | undefined, b: MessageTemplate | undefined): number =>
    Number(isIn(b, parent)) - Number(isIn(a, parent))

/** True when a template is in the language that this parent speaks. */
const isIn = (template: MessageTemplate | undefined, parent: Parent | undefined): boolean =>
  template !== undefined &&
  template.language !== null &&
  template.language.toLowerCase() === parent?.language?.toLowerCase()
