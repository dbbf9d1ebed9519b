import type { ComponentProps, ReactNode } from 'react'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#client/ui/error-summary.tsx'
import { Form } from '#client/ui/form.tsx'
import { Page, Stack } from '#client/ui/page.tsx'
import { calledName } from '#domain/records/pupil.ts'
import { BackToCase } from './back-to-case.tsx'
import { DraftLine, type DraftKept } from './draft-line.tsx'
import { NotSaved } from './not-saved.tsx'
import { usePupilView } from './pupil-view.tsx'
import { ThrowAway } from './throw-away.tsx'
import type { FormDraft } from './use-form-draft.ts'

export type FormPageProps = {
  title: string
  /** What the main button does, in the words on it. */
  saveLabel: string
  onSave: () => void
  isSaving: boolean
  problems: readonly FieldProblem[]
  /** Raised at each attempt to save. */
  attempt: number
  /** Why the last attempt was not kept, or null. */
  notSaved: string | null
  /** Everything written, for the rescue notice. */
  words: string
  /** The form's draft; absent for a form that has nothing to lose. */
  draft?: (DraftKept & ComponentProps<typeof ThrowAway>['draft'] & Pick<FormDraft<never>, 'isHeld'>) | undefined
  children: ReactNode
  /** Buttons before the main one. */
  acts?: ReactNode
}

/** A form about one pupil: whose file on top, what is wrong, the fields, and the acts at the thumb. */
export const FormPage = (props: FormPageProps) => {
  const { file } = usePupilView()
  const pupil = file.pupil.record
  const called = calledName(pupil)
  return (
    <Form label={props.title} isHeld={props.draft?.isHeld ?? false}>
      <Page
        title={props.title}
        detail={[called, pupil.registrationGroup].filter((part) => part !== null && part !== '').join(', ')}
        back={<BackToCase />}
      >
        <ErrorSummary problems={props.problems} attempt={props.attempt} />
        {props.notSaved !== null && <NotSaved why={props.notSaved} words={props.words} />}
        <Stack gap="wide">{props.children}</Stack>
        {props.draft !== undefined && <ThrowAway draft={props.draft} to={`/caseload/${pupil.id}`} />}
      </Page>
      <ActionBar {...(props.draft === undefined ? {} : { foot: <DraftLine draft={props.draft} /> })}>
        {props.acts}
        <Button kind="main" size="big" isPending={props.isSaving} onPress={props.onSave}>
          {props.saveLabel}
        </Button>
      </ActionBar>
    </Form>
  )
}

/** The message for a field among the problems, for its `error`. */
export const problemOf = (problems: readonly FieldProblem[], fieldId: string): string | undefined =>
  problems.find((problem) => problem.fieldId === fieldId)?.message
