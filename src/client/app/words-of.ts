/** One thing a person wrote, under the question it answers. */
export type WrittenWords = { question: string; words: string }

const questions: Record<string, string> = {
  saw: 'What I saw',
  thinks: 'What I think',
  facts: 'What happened',
  opinion: 'What I think',
  familyWords: 'What the family said',
  familyView: 'What the family thinks',
  schoolView: 'What school thinks',
  childWords: 'The child’s words',
  privateLines: 'About this child only',
  nextStep: 'Next step',
  words: 'In words',
  evidence: 'Evidence',
  whatWorked: 'What worked',
  why: 'Why',
  aloneBecause: 'Why alone',
  medicalNote: 'Medical',
  wouldHelp: 'What would help',
  goodAtSchool: 'What is good at school',
  known: 'What is known',
  aim: 'What should change',
  target: 'Target',
  progress: 'How it went',
  agreed: 'What was agreed',
  digest: 'Handing over',
  council: 'What the council says',
  child: 'What the child says',
  family: 'What the family says',
  school: 'What school says',
  dfeNumber: 'DfE number',
  urn: 'URN',
  ukprn: 'UKPRN',
}

/** Ids, days, times and the words of a choice: short, lower case, no space. */
const isNotProse = (text: string): boolean => /^[a-z0-9:./+-]*$/i.test(text) && (/\d/.test(text) || !/[A-Z]/.test(text))

/**
 * Everything a person wrote in the arguments of an act, in its order, for showing and copying when the office refused it.
 * What stands under a known question is always shown; any other text is shown too unless it has the shape of an id, a day
 * or a choice. So an act that this list has never heard of still shows its words.
 */
export const wordsOf = (args: unknown): WrittenWords[] => {
  const found: WrittenWords[] = []
  collect('', args, found)
  return found
}

const collect = (key: string, value: unknown, found: WrittenWords[]): void => {
  if (typeof value === 'string') {
    const words = value.trim()
    const question = questions[key]
    if (words === '' || (question === undefined && isNotProse(words))) return
    found.push({ question: question ?? 'Also written', words })
  } else if (Array.isArray(value)) {
    for (const each of value) collect(key, each, found)
  } else if (value !== null && typeof value === 'object') {
    for (const [name, each] of Object.entries(value)) {
      // A changed field carries what it was changed from: those are not this person's words.
      if (name === 'from' && 'to' in value) continue
      // Nor are those that stood when several were said at once; what an officer saw at a door is words.
      if (name === 'saw' && typeof each === 'object') continue
      collect(name === 'to' ? key : name, each, found)
    }
  }
}

/** The same as plain text, for the clipboard or the share sheet. */
export const asPlainText = (title: string, written: readonly WrittenWords[]): string =>
  [title, ...written.map(({ question, words }) => `${question}:\n${words}`)].join('\n\n')
