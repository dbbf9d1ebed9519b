import type { Story } from './story.ts'

/** One child with a single name, as some families give; a hyphen stands where a form insists. */
export const singleName: Story = {
  family: () => ({
    key: 'tenzin',
    home: { lines: ['8 Chantry Lane', 'Old Town', 'Larkmere'], postcode: 'ZZ99 6BL' },
    grownUps: [
      { title: 'Mr', forename: '', surname: 'Lobsang', relationship: 'Father', livesWith: true, language: 'Tibetan' },
    ],
    children: [
      {
        key: 'tenzin',
        forename: 'Tenzin',
        surname: '-',
        sex: 'male',
        yearGroup: 11,
        registrationGroup: '11S',
        language: 'Tibetan',
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { headOfYear11, secondOfficer, pastoralEldest } = staff
    const tenzin = file('tenzin')
    book.openCase(tenzin, {
      by: headOfYear11,
      ago: 18,
      concerns: ['at-risk-of-persistent-absence'],
      owner: secondOfficer,
      why: 'Works in his uncle’s kitchen late on weekdays.',
      child: 'It is not late for a kitchen.',
      family: 'He helps the family. That is good.',
      school: 'Asleep by period three.',
      review: term.ahead(6),
    })
    book.contact(tenzin, {
      by: secondOfficer,
      ago: 14,
      at: '15:00',
      means: 'phone-out',
      to: ['father'],
      minutes: 12,
      facts:
        'Hours of work for a boy of fifteen are set by law; went through them. Also: he has one name, and the exam board printed the hyphen.',
      familyView: 'Tenzin is enough of a name.',
    })
    const board = book.promised('Write to the exam board about his name', 'Tenzin', headOfYear11, term.ahead(3))
    book.contact(tenzin, {
      by: pastoralEldest,
      ago: 4,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Finishes at nine now. Showed me a burn and how to treat it.',
      promises: [board],
    })
  },
}

/** One child with more names than most boxes hold. */
export const longName: Story = {
  family: () => ({
    key: 'featherstonehaugh',
    home: { lines: ['The Old Counting House', '1 Cornmarket', 'Old Town', 'Larkmere'], postcode: 'ZZ99 6QR' },
    grownUps: [
      {
        title: 'Professor',
        forename: 'Oluwakemi-Wilhelmina',
        surname: 'Featherstonehaugh-Ogunbanjo',
        relationship: 'Mother',
        livesWith: true,
      },
    ],
    children: [
      {
        key: 'wilhelmina',
        forename: 'Wilhelmina-Oluwaseyifunmitan',
        surname: 'Featherstonehaugh-Ogunbanjo-Llewellyn',
        preferredForename: 'Mina',
        sex: 'female',
        yearGroup: 4,
        registrationGroup: '4 Heron',
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { middlePhase, primaryPastoral } = staff
    const mina = file('wilhelmina')
    book.openCase(mina, {
      by: middlePhase,
      ago: 16,
      concerns: ['pattern'],
      owner: middlePhase,
      why: 'Absent on spelling days.',
      child: 'My name does not fit on the line.',
      family: 'She has started to say that she is stupid.',
      school: 'Reads far above her age, spells below it.',
      review: term.ahead(5),
    })
    const line = book.heard('special-needs', 'parent', 'Spelling tests read out in front of everyone.', {
      status: 'suspected',
    })
    book.contact(mina, {
      by: middlePhase,
      ago: 12,
      means: 'virtual',
      to: ['mother'],
      minutes: 22,
      facts: 'Dyslexia screening asked for. Spellings are done with Mrs Tibbs from now on.',
      seen: 'seen-and-spoken-with-adult',
      childWords: 'Could I have a longer line?',
      barriers: [line],
      promises: [book.promised('Get her an exercise book with wider pages', 'Mina', middlePhase, term.ago(1))],
    })
    book.contact(mina, {
      by: primaryPastoral,
      ago: 3,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Seven out of ten, and she told everyone.',
      positive: true,
    })
  },
}
