import { ArrowLeft } from 'lucide-react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { useSession } from '#client/app/session.tsx'
import { DraftLine } from '#client/casework/draft-line.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { readSchools } from '#client/casework/read-file.ts'
import { readTemplates } from '#client/casework/read-templates.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { useSubmit } from '#client/casework/use-submit.ts'
import { WordsArea } from '#client/casework/words-field.tsx'
import { sayFault } from '#client/store/fault.ts'
import { useLive, useMutate } from '#client/store/live.ts'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Form } from '#client/ui/form.tsx'
import { Page, Quiet, Stack } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { longestSentence, messageOf } from '#domain/casework/message-templates.ts'
import { changeTemplate } from '#domain/mutations/change-template.ts'
import { retireTemplate } from '#domain/mutations/retire-template.ts'
import { writeTemplate } from '#domain/mutations/write-template.ts'
import { can } from '#domain/permissions/can.ts'
import type { MessageTemplate } from '#domain/records/message-template.ts'
import { placeholders, placeholderWords, unknownPlaceholders } from '#domain/records/placeholders.ts'
import { roleWords } from '#domain/records/staff-member.ts'
import { sayRefusal } from '#domain/refusal.ts'
import { readServed, type School } from './read-served.ts'

/** The template as it stands in the open form, beside what stood when it was opened: also the shape of its draft. */
const TemplateForm = z.object({
  templateId: z.string(),
  saw: z
    .object({ title: z.string(), words: z.string(), language: z.string().nullable(), isGood: z.boolean() })
    .nullable(),
  title: z.string(),
  words: z.string(),
  language: z.string(),
  isGood: z.boolean(),
})
type TemplateForm = z.infer<typeof TemplateForm>

const formOf = (template: MessageTemplate | null): TemplateForm => {
  if (template === null)
    return { templateId: crypto.randomUUID(), saw: null, title: '', words: '', language: '', isGood: false }
  const { id, title, words, language, isGood, keptBy } = template
  const said = { title, words, language: language ?? '', isGood }
  if (keptBy !== undefined) return { templateId: crypto.randomUUID(), saw: null, ...said }
  return { templateId: id, saw: { title, words, language, isGood }, ...said }
}

/**
 * Write or change a message that an organisation has ready for its families, and see it as a family would get it. One that the council
 * keeps cannot be changed by the school: from it the school begins a message of its own.
 */
export const TemplatePage = () => {
  const { organisationId = '', templateId = '' } = useParams()
  const { db, actor } = useSession()
  const found = useLive(
    async () => ({
      schools: await readSchools(db),
      templates: await readTemplates(db, organisationId),
      served: await readServed(db, actor, organisationId),
    }),
    [db, actor, organisationId],
  )
  if (found === undefined) return <Skeleton rows={5} label="Opening the message" />
  const school = found.schools.get(organisationId)
  const template = found.templates.find(({ id }) => id === templateId) ?? null
  if (
    school === undefined ||
    !can(actor, 'write-template', { organisationId }) ||
    (template === null && templateId !== 'new')
  )
    return (
      <Page title="This message is not here" back={<BackToMessages />}>
        <p>It may be still on its way, or it is not yours to change.</p>
      </Page>
    )
  return <OpenTemplate key={templateId} {...{ organisationId, school, template }} served={found.served} />
}

type Opened = {
  organisationId: string
  school: string
  /** The schools that a council serves; null where this is the school’s own. */
  served: School[] | null
  template: MessageTemplate | null
}

const OpenTemplate = (props: Opened) => {
  const { template } = props
  const form =
    template === null ? 'write-template' : (`${isOwn(template) ? 'change' : 'write'}-template/${template.id}` as const)
  const draft = useFormDraft(form, props.organisationId, TemplateForm, () => formOf(props.template))
  return draft === null ? (
    <Skeleton rows={5} label="Opening the message" />
  ) : (
    <TemplateFields {...props} draft={draft} />
  )
}

/** True for a message of the organisation's own; false for one that its council keeps. */
const isOwn = ({ keptBy }: MessageTemplate): boolean => keptBy === undefined

const titleOf = (template: MessageTemplate | null): string => {
  if (template === null) return 'Write a message'
  return isOwn(template) ? 'Change the message' : 'Make our own of this message'
}

const BackToMessages = () => (
  <LinkButton href="/messages" kind="quiet" icon={<ArrowLeft aria-hidden />}>
    Our messages to families
  </LinkButton>
)

/** Longer sentences than this are hard to read on a telephone, tired, in a second language. A working measure of our own. */
const LONG_SENTENCE = 20

const problemsOf = (form: TemplateForm) => {
  const unknown = unknownPlaceholders(form.words)
  return [
    ...(form.title.trim() === '' ? [{ fieldId: 'title', message: 'Give it a short name.' }] : []),
    ...(form.words.trim() === '' ? [{ fieldId: 'words', message: 'Write the message.' }] : []),
    ...(unknown.length === 0
      ? []
      : [
          {
            fieldId: 'words',
            message: `Doorstep cannot fill in ${unknown.join(', ')}. It knows ${placeholders.map((name) => `{${name}}`).join(', ')}.`,
          },
        ]),
  ]
}

const TemplateFields = ({
  organisationId,
  school,
  served,
  template,
  draft,
}: Opened & { draft: FormDraft<TemplateForm> }) => {
  const { values: form, change } = draft
  const { problems, attempt, isSaving, notSaved, submit } = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const longest = longestSentence(form.words)
  // A council’s message goes out in the name of whichever school uses it.
  const sentBy = served === null ? school : (served[0]?.name ?? 'Example School')
  const said = {
    title: form.title,
    words: form.words,
    language: form.language.trim() === '' ? null : form.language,
    isGood: form.isGood,
  }
  const onSave = async () => {
    const found = problemsOf(form)
    const place = { organisationId, templateId: form.templateId }
    const isKept =
      form.saw === null
        ? await submit(
            writeTemplate,
            found.length > 0 ? { ok: false, problems: found } : { ok: true, args: { ...place, ...said } },
          )
        : await submit(
            changeTemplate,
            found.length > 0
              ? { ok: false, problems: found }
              : { ok: true, args: { ...place, said: { from: form.saw, to: said } } },
          )
    if (!isKept) return
    say({ message: 'Saved on this tablet. Colleagues get it once the office has it.' })
    await goOn('/messages')
  }
  return (
    <Form label="Message to families" isHeld={draft.isHeld}>
      <Page title={titleOf(template)} detail={school} back={<BackToMessages />}>
        <ErrorSummary problems={problems} attempt={attempt} />
        {notSaved !== null && <NotSaved why={notSaved} words={form.words} />}
        <Stack gap="wide">
          {template?.keptBy !== undefined && (
            <Banner tone="notice" title={`${template.keptBy.name} keeps this message`}>
              Only they can change it. What you save here is a message of {school}’s own, beside theirs.
            </Banner>
          )}
          <Quiet>
            Every colleague{served === null ? '' : ', at every school that is offered it too,'} sees it and many
            families get it: name nobody. Names come in when it is used.
          </Quiet>
          <TextField
            id="title"
            label="Short name"
            hint="What colleagues choose it by: “Bus passes are here”."
            autoComplete="off"
            value={form.title}
            onChange={(title) => change({ title })}
            error={problemOf(problems, 'title')}
          />
          <WordsArea
            id="words"
            big
            label="The message"
            rows={6}
            hint={`Filled in by Doorstep: ${placeholders.map((name) => `{${name}} ${placeholderWords[name]}`).join('; ')}. Put in [brackets] what the sender writes.`}
            value={form.words}
            onChange={(words) => change({ words })}
            error={problemOf(problems, 'words')}
          />
          {longest > LONG_SENTENCE && (
            <Banner tone="notice">One sentence has {longest} words. Two short ones are easier to read.</Banner>
          )}
          <TextField
            label="Language"
            hint="Leave empty for English. In another language, write the greeting and the ending too."
            autoComplete="off"
            value={form.language}
            onChange={(language) => change({ language })}
          />
          <Checkbox label="This is good news" isSelected={form.isGood} onChange={(isGood) => change({ isGood })} />
          {form.words.trim() !== '' && <Preview {...said} school={sentBy} />}
          {template !== null && isOwn(template) && <PutAway template={template} />}
        </Stack>
      </Page>
      <ActionBar foot={<DraftLine draft={draft} />}>
        <Button kind="main" size="big" isPending={isSaving} onPress={() => void onSave()}>
          Save
        </Button>
      </ActionBar>
    </Form>
  )
}

/** As a family would get it by text, with an invented parent and child. */
const Preview = ({
  school,
  ...said
}: Pick<MessageTemplate, 'title' | 'words' | 'language' | 'isGood'> & { school: string }) => {
  const { actor, account } = useSession()
  const [member] = actor.memberships
  const filling = {
    parent: 'Mrs Example',
    child: 'Alex',
    school,
    me: member?.name ?? account.name,
    myRole: member === undefined ? '' : roleWords[member.role],
    promise: 'a bus pass',
  }
  return (
    <Card title="As a text, to an invented family">
      <Prose>{messageOf(said, filling, 'text')}</Prose>
    </Card>
  )
}

/** Stop offering it, or offer it again. What was sent from it stays on the files. */
const PutAway = ({ template }: { template: MessageTemplate }) => {
  const mutate = useMutate()
  const say = useToast()
  const { organisationId, id: templateId } = template
  const isOffered = template.retired === null
  const set = async (to: boolean) => {
    const saved = await mutate(
      retireTemplate,
      { organisationId, templateId, isOffered: to },
      { uid: crypto.randomUUID() },
    )
    if (saved.ok) return say({ message: to ? 'Offered again, on this tablet.' : 'Put away, on this tablet.' })
    return say({
      message: `Nothing changed. ${'refusal' in saved ? sayRefusal(saved.refusal) : sayFault(saved.fault)}`,
    })
  }
  return (
    <div>
      <Button onPress={() => void set(!isOffered)}>{isOffered ? 'Put it away' : 'Offer it again'}</Button>
    </div>
  )
}
