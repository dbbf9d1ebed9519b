/** Where each form that belongs to a pupil is taken up again, and what finishing it is called. Forms of other names are found where they were begun. */
const forms: Record<string, { title: string; path: string }> = {
  'log-home-visit': { title: 'Finish the home visit', path: 'log-home-visit' },
  'log-call': { title: 'Finish the contact', path: 'log-call' },
  'write-to-family': { title: 'Finish the message', path: 'write' },
  'open-case': { title: 'Finish opening the case', path: 'open-case' },
}

/** The form a draft belongs to, or null. */
export const draftForm = (form: string): { title: string; path: string } | null => forms[form] ?? null
