import type { Story } from './story.ts'

/** A case that was closed when things were better, and opened again when they were not. */
export const mondaysAgain: Story = {
  family: () => ({
    key: 'wojcik',
    home: { lines: ['40 Platform Place', 'Old Sidings', 'Larkmere'], postcode: 'ZZ99 5TS' },
    grownUps: [
      {
        title: 'Pan',
        forename: 'Zbigniew',
        surname: 'Wójcik',
        relationship: 'Father',
        livesWith: true,
        language: 'Polish',
      },
      {
        title: 'Mrs',
        forename: 'Halina',
        surname: 'Sikora',
        relationship: 'Aunt',
        livesWith: false,
        responsibility: 'No',
        language: 'Polish',
      },
    ],
    children: [
      { key: 'dominik', forename: 'Dominik', surname: 'Wójcik', sex: 'male', yearGroup: 9, registrationGroup: '9L' },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, headOfYear9, pastoral } = staff
    const dominik = file('dominik')
    book.openCase(dominik, {
      by: headOfYear9,
      ago: 53,
      concerns: ['persistent-absence', 'pattern'],
      owner: officer,
      why: 'Began the year as he ended the last: no Mondays.',
      child: 'Dad drives to Rotterdam on Sunday night. I do not sleep.',
      family: 'I drive lorries. I am away from Sunday to Wednesday.',
      school: 'Alone in the house two nights a week.',
      review: term.ago(34),
    })
    const alone = book.heard('family', 'child', 'Alone at home from Sunday night.', { severity: 2 })
    book.contact(dominik, {
      by: officer,
      ago: 49,
      at: '18:10',
      means: 'virtual',
      to: ['father'],
      minutes: 25,
      facts: 'Dad joined from the cab, parked. Aunt Halina will have Dominik on Sunday and Monday nights.',
      familyView: 'He told me he was fine. He is fourteen, he says he is fine.',
      childWords: 'I was fine. It was just loud. The quiet.',
      seen: 'seen-and-spoken-with-adult',
      barriers: [alone],
    })
    book.changeBarrier(dominik, {
      by: officer,
      ago: 40,
      barrier: alone,
      status: 'removed',
      whatWorked: 'Nights at his aunt’s, and her cooking.',
    })
    book.contact(dominik, {
      by: pastoral,
      ago: 36,
      means: 'phone-out',
      to: ['father'],
      minutes: 5,
      facts: 'Four Mondays out of four. Dad said something in Polish that meant he was glad.',
      positive: true,
      seen: 'seen-and-spoken-alone',
    })
    book.close(dominik, {
      by: headOfYear9,
      ago: 34,
      reason: 'attendance-improved',
      outcome: 'In every Monday since his aunt has him. Well done, Dominik.',
    })
    book.reopen(dominik, {
      by: headOfYear9,
      ago: 11,
      at: '16:00',
      why: 'Aunt Halina has gone home to Poland for an operation. Three Mondays missed.',
    })
    book.review(dominik, { by: headOfYear9, ago: 11, at: '16:05', on: term.ahead(1) })
    book.changeBarrier(dominik, { by: officer, ago: 10, barrier: alone, status: 'recurring', review: term.ahead(4) })
    book.contact(dominik, {
      by: officer,
      ago: 9,
      at: '17:40',
      means: 'phone-out',
      to: ['father'],
      result: 'callback-promised',
      minutes: 2,
      facts: 'Driving. Will ring from the ferry.',
    })
    const nights = book.promised(
      'Find out whether the school minibus driver passes his road',
      'Dad',
      officer,
      term.ahead(0),
    )
    book.contact(dominik, {
      by: officer,
      ago: 8,
      at: '19:05',
      means: 'phone-in',
      to: ['father'],
      minutes: 21,
      facts: 'Rang from the ferry. His boss will let him swap Sundays for four weeks. Until then nobody at home.',
      promises: [nights],
    })
    book.contact(dominik, {
      by: pastoral,
      ago: 4,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Dominik in on Tuesday. Ate two breakfasts.',
      childWords: 'Tell Dad I was in. He worries more than me.',
    })
  },
}
