import type { Story } from './story.ts'

/** Leave in term for the third time: what was said, when, and the notice that followed. Support was not what was missing. */
export const holidayAgain: Story = {
  family: () => ({
    key: 'winstanley',
    home: { lines: ['2 Clover Hey', 'New Larkfield', 'Larkmere'], postcode: 'ZZ99 4NP' },
    grownUps: [
      { title: 'Mr', forename: 'Rupert', surname: 'Winstanley', relationship: 'Father', livesWith: true },
      { title: 'Mrs', forename: 'Camilla', surname: 'Winstanley', relationship: 'Mother', livesWith: true },
    ],
    children: [
      { key: 'theo', forename: 'Theo', surname: 'Winstanley', sex: 'male', yearGroup: 6, registrationGroup: '6 Wren' },
      {
        key: 'cosima',
        forename: 'Cosima',
        surname: 'Winstanley',
        sex: 'female',
        yearGroup: 2,
        registrationGroup: '2 Heron',
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { secondOfficer, upperPhase, primaryLead, lowerPhase } = staff
    const theo = file('theo')
    const cosima = file('cosima')
    for (const child of [theo, cosima])
      book.openCase(child, {
        by: child === theo ? upperPhase : lowerPhase,
        ago: 40,
        concerns: ['leave-in-term'],
        owner: secondOfficer,
        why: 'Third leave in term in three years. Asked for, refused, taken.',
        child: child === theo ? 'I had to do the test on my own in the corridor.' : '',
        family: 'The house in France is only free then.',
        school: 'Attends well otherwise.',
        review: term.ahead(3),
      })
    book.contact(
      [
        [theo, {}],
        [cosima, {}],
      ],
      {
        by: secondOfficer,
        ago: 34,
        means: 'letter-out',
        to: ['father', 'mother'],
        facts: 'Notice to improve to each parent, with the days, the threshold and what would stop it.',
        warningGiven: 'notice-to-improve',
      },
    )
    book.contact(
      [
        [
          theo,
          { seen: 'seen-and-spoken-with-adult', childWords: 'Could you tell them about the play? I am the narrator.' },
        ],
        [cosima, { seen: 'seen-only' }],
      ],
      {
        by: secondOfficer,
        ago: 26,
        at: '08:40',
        means: 'meeting-school',
        to: ['father'],
        minutes: 20,
        facts: 'Explained the notice again. Father would sooner pay. I said what a second and a third mean.',
        familyView: 'Sixty pounds is the price of one day’s skiing.',
        opinion: 'They will book again unless the children matter more than the price.',
      },
    )
    book.visit(
      [
        [theo, {}],
        [cosima, {}],
      ],
      {
        by: secondOfficer,
        ago: 20,
        at: '17:20',
        reason: 'letter-delivery',
        access: 'refused',
        outcome: 'other',
        who: ['father'],
        saw: 'Father took the letter and shut the door. He was polite.',
      },
    )
    book.contact(theo, {
      by: secondOfficer,
      ago: 18,
      at: '12:05',
      means: 'phone-out',
      to: ['mother'],
      result: 'refused',
      facts: 'Would sooner not speak without her husband. Gave her the number.',
    })
    for (const child of [theo, cosima])
      book.move(child, {
        by: primaryLead,
        ago: 12,
        to: 'enforce',
        why: 'Ten more sessions in the notice period. Support is not what is missing; a penalty notice is asked for.',
      })
    book.contact(
      [
        [theo, {}],
        [cosima, {}],
      ],
      {
        by: secondOfficer,
        ago: 6,
        means: 'letter-out',
        to: ['father', 'mother'],
        facts: 'Penalty notices sent, one for each parent and child, with how to pay and by when.',
        warningGiven: 'legal',
      },
    )
    book.contact(theo, {
      by: staff.primaryPastoral,
      ago: 2,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Theo knows all of his lines.',
      positive: true,
    })
    book.contact(cosima, {
      by: staff.primaryPastoral,
      ago: 3,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Cosima lost a tooth and found it again.',
    })
  },
}
