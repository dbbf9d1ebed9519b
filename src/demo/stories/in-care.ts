import type { Story } from './story.ts'

/** A boy in foster care who moved home in October: his social worker and the virtual school have to know first. */
export const inCare: Story = {
  family: () => ({
    key: 'marsh',
    home: { lines: ['33 Heronsgate', 'Mereside', 'Larkmere'], postcode: 'ZZ99 2YZ' },
    grownUps: [
      {
        title: 'Mrs',
        forename: 'Cynthia',
        surname: 'Bartholomew',
        relationship: 'Foster carer',
        livesWith: true,
        responsibility: 'No',
      },
      { title: 'Ms', forename: 'Dawn', surname: 'Ellery', relationship: 'Social worker', livesWith: false },
    ],
    children: [
      {
        key: 'kayden',
        forename: 'Kayden',
        surname: 'Marsh',
        sex: 'male',
        yearGroup: 8,
        registrationGroup: '8D',
        lookedAfter: true,
        socialWorker: true,
        sen: 'K',
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, safeguardingLead, headOfYear8, pastoralYounger } = staff
    const kayden = file('kayden')
    book.openCase(kayden, {
      by: safeguardingLead,
      ago: 23,
      concerns: ['persistent-absence', 'unexplained-absence'],
      stage: 'listen-and-understand',
      owner: officer,
      why: 'Third home in two years. Leaves after dinner and walks.',
      child: 'I go and look at the old house. I do not do anything.',
      family: 'He is a lovely lad. He goes quiet and then he is gone.',
      school: 'Absent most afternoons since the move.',
      review: term.ahead(5),
    })
    book.contact(kayden, {
      by: safeguardingLead,
      ago: 22,
      at: '12:50',
      means: 'phone-out',
      to: ['social-worker'],
      minutes: 12,
      facts: 'Social worker told within the hour that he had left the site. Found at the bus shelter by his old road.',
      safeguarding: { concern: 'logged', reference: 'SG-0398' },
    })
    const old = book.heard('transition', 'child', 'Misses the house he was moved from, and the dog there.', {
      severity: 2,
    })
    const dog = book.promised('Ask his social worker whether he can visit the dog', 'Kayden', officer, term.ago(9))
    book.contact(kayden, {
      by: officer,
      ago: 18,
      at: '14:00',
      means: 'multi-agency',
      to: ['foster-carer', 'social-worker', ['Hugh Mbeki', 'Virtual school']],
      minutes: 70,
      facts:
        'Education plan meeting. One adult to meet him after lunch every day. Virtual school pays for a mentor. He stayed for all of it.',
      childWords: 'Nobody asked me about the dog until today.',
      seen: 'seen-and-spoken-with-adult',
      barriers: [old],
      promises: [dog],
    })
    book.settle(kayden, { by: officer, ago: 9, promise: dog, how: 'kept', words: 'Saturday mornings, with his carer.' })
    book.changeBarrier(kayden, { by: officer, ago: 9, barrier: old, status: 'being-addressed' })
    book.visit(kayden, {
      by: officer,
      ago: 7,
      at: '16:15',
      reason: 'check-in',
      planned: true,
      forewarned: true,
      access: 'entered',
      outcome: 'plan-agreed',
      who: ['foster-carer'],
      seen: 'seen-and-spoken-alone',
      saw: 'His room is painted the colour that he chose. Lead and collar on the hook by the door.',
      familyWords: 'He talks all the way home on a Saturday.',
      childWords: 'He knew me.',
      nextStep: 'Afternoons are better. Look at it with the marks next week.',
    })
    book.contact(kayden, {
      by: headOfYear8,
      ago: 4,
      means: 'phone-out',
      to: ['foster-carer'],
      minutes: 4,
      facts: 'Four afternoons out of five. Rang to say so.',
      positive: true,
    })
    book.contact(kayden, {
      by: pastoralYounger,
      ago: 1,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Met after lunch as each day. Showed me eleven photographs of a dog.',
    })
  },
}
