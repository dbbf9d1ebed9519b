import type { Story } from './story.ts'

/** A boy who is on his way back: every promise kept, good news told to his family, and his own words for what helped. */
export const goodNews: Story = {
  family: () => ({
    key: 'grant',
    home: { lines: ['19 Teal Avenue', 'Mereside', 'Larkmere'], postcode: 'ZZ99 2HJ' },
    grownUps: [
      { title: 'Ms', forename: 'Monique', surname: 'Grant', relationship: 'Mother', livesWith: true },
      {
        title: 'Mr',
        forename: 'Leroy',
        surname: 'Prescod',
        relationship: 'Father',
        livesWith: false,
        address: { lines: ['4 Junction Terrace', 'Old Sidings', 'Larkmere'], postcode: 'ZZ99 5LW' },
      },
    ],
    children: [
      {
        key: 'micah',
        forename: 'Micah',
        surname: 'Grant-Prescod',
        sex: 'male',
        yearGroup: 10,
        registrationGroup: '10L',
        freeMeals: true,
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, secondOfficer, headOfYear10, pastoral } = staff
    const micah = file('micah')
    book.openCase(micah, {
      by: headOfYear10,
      ago: 47,
      concerns: ['persistent-absence'],
      stage: 'listen-and-understand',
      owner: officer,
      why: 'Missed a third of last year.',
      child: 'I was going to get kicked off the team anyway.',
      family: 'He is angry and he will not say at whom.',
      school: 'Three suspensions in Year 9, none since.',
      review: term.ahead(12),
    })
    const team = book.heard('protective', 'officer', 'The basketball coach: he will do anything for him.', {
      agreedByFamily: 'yes',
    })
    const lessons = book.heard('school', 'child', 'Put in the bottom set for everything after the suspension.', {
      severity: 2,
    })
    const sets = book.promised('Have his sets looked at', 'Micah', headOfYear10, term.ago(35))
    book.contact(micah, {
      by: officer,
      ago: 42,
      at: '15:40',
      means: 'meeting-school',
      to: ['mother', 'father', ['Coach Ames', 'Basketball']],
      minutes: 45,
      facts: 'Both parents at one table for the first time in a year. Coach said: here by 8:30 and you play.',
      childWords: 'He did not shout. He just said it.',
      familyView: 'We can agree on this much.',
      seen: 'seen-and-spoken-with-adult',
      barriers: [team, lessons],
      promises: [sets],
    })
    book.settle(micah, {
      by: headOfYear10,
      ago: 37,
      promise: sets,
      how: 'kept',
      words: 'Moved up in English and science.',
    })
    book.changeBarrier(micah, {
      by: headOfYear10,
      ago: 30,
      barrier: lessons,
      status: 'removed',
      whatWorked: 'Being taught at the level he is at.',
    })
    book.move(micah, {
      by: officer,
      ago: 29,
      to: 'facilitate-support',
      why: 'Coach, sets, breakfast. All three in place.',
    })
    book.contact(micah, {
      by: pastoral,
      ago: 15,
      means: 'phone-out',
      to: ['mother'],
      minutes: 4,
      facts: 'Thirteen days in a row. Mum asked me to say it again slowly.',
      positive: true,
      seen: 'seen-and-spoken-alone',
    })
    book.contact(micah, {
      by: pastoral,
      ago: 6,
      means: 'email',
      to: ['father'],
      facts: 'Sent Dad the match report, which Micah wrote.',
      positive: true,
    })
    book.move(micah, {
      by: officer,
      ago: 5,
      to: 'monitor',
      why: 'Twenty-one days of twenty-two. We step back and keep watching.',
    })
    book.handOver(micah, {
      by: officer,
      ago: 2,
      to: secondOfficer,
      digest: [
        'In on twenty-one days of the last twenty-two.',
        'Both parents talk to us, and now to each other.',
        'The coach is the one to ring first.',
        'Nothing promised is open.',
        'Next: a word with Micah before half-term, then think of closing.',
      ],
    })
    book.contact(micah, {
      by: pastoral,
      ago: 1,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Won by four. He was in at 8:20.',
      childWords: 'I like being somebody that people look for.',
      positive: true,
    })
  },
}
