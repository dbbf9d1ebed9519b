import type { Story } from './story.ts'

/** A young carer in her last year, who is in on the days when her mother is well. */
export const looksAfterMum: Story = {
  family: () => ({
    key: 'pryce',
    home: { lines: ['71 Malthouse Row', 'Old Town', 'Larkmere'], postcode: 'ZZ99 6NP' },
    grownUps: [
      { title: 'Ms', forename: 'Delyth', surname: 'Pryce', relationship: 'Mother', livesWith: true, language: 'Welsh' },
    ],
    children: [
      {
        key: 'bronwen',
        forename: 'Bronwen',
        surname: 'Pryce',
        preferredForename: 'Bron',
        sex: 'female',
        yearGroup: 11,
        registrationGroup: '11H',
        youngCarer: true,
      },
      {
        key: 'gethin',
        forename: 'Gethin',
        surname: 'Pryce-Walsh',
        sex: 'male',
        yearGroup: 1,
        registrationGroup: '1 Wren',
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, headOfYear11, pastoralEldest, attendanceLead } = staff
    const bron = file('bronwen')
    book.openCase(bron, {
      by: headOfYear11,
      ago: 41,
      concerns: ['persistent-absence'],
      stage: 'listen-and-understand',
      owner: officer,
      why: 'A day or two each week; exams in May.',
      child: 'I can miss school. She cannot miss me.',
      family: 'On a good day I would never let her stay.',
      school: 'Predicted top grades if she is here.',
      review: term.ago(1),
    })
    const mornings = book.heard(
      'caring',
      'child',
      'Gets Mum up, washed and fed, then Gethin to Millpond, then herself.',
      { severity: 3 },
    )
    const assess = book.promised('Ask for a carer’s assessment', 'Bron and Mum', officer, term.ago(30))
    book.contact(bron, {
      by: officer,
      ago: 37,
      at: '16:10',
      means: 'meeting-home',
      to: ['mother'],
      minutes: 58,
      facts:
        'Met at home, as Mum could not come down. MS, worse since summer. No care package: nobody had asked for one.',
      familyView: 'I did not want strangers. I wanted it to stop getting worse.',
      childWords: 'I have an alarm at five and another at six in case.',
      seen: 'seen-and-spoken-with-adult',
      barriers: [mornings],
      promises: [assess],
    })
    book.settle(bron, {
      by: officer,
      ago: 28,
      promise: assess,
      how: 'kept-late',
      words: 'Referral made; first visit booked.',
    })
    book.move(bron, {
      by: officer,
      ago: 27,
      to: 'facilitate-support',
      why: 'Adult care, breakfast club for Gethin, late start for Bron on Wednesdays.',
    })
    book.changeBarrier(bron, {
      by: officer,
      ago: 20,
      barrier: mornings,
      status: 'being-addressed',
      review: term.ahead(9),
    })
    book.contact(bron, {
      by: pastoralEldest,
      ago: 16,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Bron came to revise in the office because it is warm.',
      childWords: 'The carer is called Joy. It is annoying how much it helps.',
      positive: true,
    })
    book.contact(bron, {
      by: attendanceLead,
      ago: 10,
      means: 'letter-in',
      to: ['mother'],
      facts: 'Letter from Mum: the carer comes three mornings from now on. Asked for five.',
      familyView: 'Thank you for sitting on the floor with us.',
    })
    const five = book.promised('Back Mum’s request for five mornings, in writing', 'Mum', officer, term.ago(3))
    book.contact(bron, {
      by: officer,
      ago: 8,
      at: '10:20',
      means: 'phone-out',
      to: ['mother'],
      minutes: 18,
      facts:
        'Mondays and Fridays are the days without the carer, and the days that Bron misses. Will write to adult care.',
      promises: [five],
    })
    book.contact(bron, {
      by: pastoralEldest,
      ago: 3,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Saw Bron on the way into the mock. She gave a thumbs up.',
    })
  },
}
