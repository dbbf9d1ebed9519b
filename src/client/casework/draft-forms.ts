/**
 * Every form that keeps a draft, by the name its drafts are kept under: what it writes, in words that go after *Finish*, and,
 * for a form that opens by itself, under which part of a pupil's address. A name is stored: it is never changed.
 */
const forms = {
  'log-home-visit': { what: 'the home visit', path: 'log-home-visit' },
  'log-call': { what: 'the contact', path: 'log-call' },
  'write-to-family': { what: 'the message', path: 'write' },
  'open-case': { what: 'opening the case', path: 'open-case' },
  'add-agency': { what: 'adding a service' },
  'change-agency': { what: 'changing a service' },
  'make-plan': { what: 'the plan' },
  'add-plan-action': { what: 'an action of the plan' },
  'review-plan': { what: 'the review of the plan' },
  'decide-on-register': { what: 'a decision on the register', path: 'register/decide' },
  'record-penalty-notice': { what: 'a penalty notice of the council', path: 'penalty-notices/new' },
  'note-penalty-notice': { what: 'what became of a penalty notice' },
  'say-school-move': { what: 'what a return says of coming or leaving' },
  chronology: { what: 'the chronology' },
  'record-court-order': { what: 'the court order', path: 'court-orders/new' },
  'end-court-order': { what: 'the end of a court order' },
  'raise-risk-flag': { what: 'the warning about visits', path: 'risk-flags/new' },
  'review-risk-flag': { what: 'the review of a warning about visits' },
  'add-barrier': { what: 'the barrier', path: 'barriers/new' },
  'view-barrier': { what: 'how a barrier is seen' },
  'change-barrier': { what: 'changing a barrier' },
  'hand-over-case': { what: 'offering the case to a colleague' },
  'answer-handover': { what: 'the answer to an offered case' },
  'hear-child': { what: 'what the child says' },
  'make-promise': { what: 'the promise', path: 'promises/new' },
  'settle-promise': { what: 'what became of a promise' },
  'amend-note': { what: 'the addition to a note' },
  'finish-note': { what: 'the end of a note' },
  'record-meeting': { what: 'the meeting' },
  'monday-stage': { what: 'changing the stage of the case' },
  'monday-promise': { what: 'the promise' },
  'change-reasons': { what: 'the reasons of the case' },
  'change-stage': { what: 'changing the stage of the case' },
  'reopen-case': { what: 'opening the case again' },
  'close-case': { what: 'closing the case' },
  'note-support': { what: 'what came of the support' },
  'offer-support': { what: 'the offer of support' },
  'safe-contact': { what: 'the safe-contact rule' },
  'plan-visit': { what: 'planning the visit' },
  'move-planned-visit': { what: 'moving the visit' },
  'call-off-visit': { what: 'calling off the visit' },
  'lodge-outing': { what: 'where you go' },
  'change-return': { what: 'another time to be back' },
  'say-safe': { what: 'how you know that a colleague is safe' },
  signature: { what: 'the signature' },
  'tell-safeguarding-lead': { what: 'telling the safeguarding lead', path: 'tell' },
  'add-restricted-note': { what: 'the restricted note' },
  'note-restricted-outcome': { what: 'what came of a restricted thread' },
  'set-safeguarding-plan': { what: 'whom to ring' },
  'invite-colleague': { what: 'inviting a colleague' },
  'change-staff-member': { what: 'changing what a colleague does' },
  'write-template': { what: 'the message for families' },
  'change-template': { what: 'changing a message for families' },
  'set-morning-plan': { what: 'the cut-offs for the morning' },
  'morning-call': { what: 'what was said of an absence' },
  'say-school-numbers': { what: 'the school’s numbers' },
  'close-school': { what: 'days on which the school is closed' },
} as const satisfies Record<string, { what: string; path?: string }>

type FormName = keyof typeof forms

/** What a draft is kept under: the form's name and, where it is about one record, that record's id. */
export type DraftForm = FormName | `${FormName}/${string}`

const isFormName = (name: string): name is FormName => Object.hasOwn(forms, name)

const formOf = (form: string): { what: string; path?: string } | null => {
  const [name = ''] = form.split('/')
  return isFormName(name) ? forms[name] : null
}

/** What a form writes, in words that go after *Finish*. A form of a newer or much older Doorstep is *what was begun*. */
export const whatOf = (form: string): string => formOf(form)?.what ?? 'what was begun'

/** The same as the start of a sentence: `The home visit`. */
export const sayForm = (form: string): string => {
  const what = whatOf(form)
  return what.slice(0, 1).toUpperCase() + what.slice(1)
}

/**
 * Where a draft is taken up again: where it was begun; for a draft that does not know, where its form opens by itself, or else
 * the pupil's file.
 */
export const placeOfDraft = ({
  form,
  fileId,
  place,
}: {
  form: string
  fileId: string
  place?: string | undefined
}): string => place ?? `/caseload/${fileId}/${formOf(form)?.path ?? ''}`.replace(/\/$/, '')

/** Under which part of a pupil's address a form opens by itself, or null. */
export const pathOf = (form: string): string | null => formOf(form)?.path ?? null
