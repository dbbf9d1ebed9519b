import type { Story } from './story.ts'

/** A part-time timetable with a day on which it ends, looked at every two weeks, for a boy who waits for an assessment. */
export const halfDays: Story = {
  family: () => ({
    key: 'newbould',
    home: { lines: ['5 Yarrow Drive', 'New Larkfield', 'Larkmere'], postcode: 'ZZ99 4LW' },
    grownUps: [
      { title: 'Mrs', forename: 'Kath', surname: 'Newbould', relationship: 'Mother', livesWith: true },
      { title: 'Mr', forename: 'Greg', surname: 'Newbould', relationship: 'Father', livesWith: true },
    ],
    children: [
      {
        key: 'ellis',
        forename: 'Ellis',
        surname: 'Newbould',
        sex: 'male',
        yearGroup: 6,
        registrationGroup: '6 Heron',
        sen: 'E',
        medicalNote: 'Sensory processing difficulties. Ear defenders in his tray.',
      },
      { key: 'martha', forename: 'Martha', surname: 'Newbould', sex: 'female', yearGroup: 9, registrationGroup: '9T' },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, upperPhase, primaryLead, primaryPastoral } = staff
    const ellis = file('ellis')
    book.openCase(ellis, {
      by: primaryLead,
      ago: 36,
      concerns: ['part-time-timetable', 'persistent-absence'],
      stage: 'facilitate-support',
      owner: officer,
      why: 'Mornings only, agreed with his parents, to end before Christmas.',
      child: 'Mornings are blue and afternoons are red.',
      family: 'He was coming home and hitting his own head.',
      school: 'An excellent morning is better than a broken day.',
      review: term.ahead(2),
    })
    const noise = book.heard('special-needs', 'parent', 'Afternoons: noise, changes, the smell after lunch.', {
      severity: 3,
      reviewOn: term.ahead(2),
    })
    const work = book.promised('Send the afternoon’s work on paper each Friday', 'Mum', upperPhase, term.ago(29))
    book.contact(ellis, {
      by: primaryLead,
      ago: 35,
      at: '15:30',
      means: 'meeting-school',
      to: ['mother', 'father', ['Rosalind Eke', 'SENCO']],
      minutes: 55,
      facts:
        'Part-time timetable agreed and signed: mornings until 12:15, six weeks, looked at every two. Council told the same day. Not for behaviour, and not for our convenience.',
      familyView: 'We want him full time as well. We want him in one piece.',
      childWords: 'Can I still be on the library rota?',
      seen: 'seen-and-spoken-with-adult',
      barriers: [noise],
      promises: [work],
    })
    book.settle(ellis, { by: upperPhase, ago: 29, promise: work, how: 'kept' })
    book.contact(ellis, {
      by: primaryLead,
      ago: 24,
      means: 'virtual',
      to: ['mother'],
      minutes: 20,
      facts: 'First review. Two good weeks. Added Tuesday lunch in the library with one friend.',
      seen: 'seen-and-spoken-with-adult',
    })
    book.contact(ellis, {
      by: officer,
      ago: 15,
      at: '09:50',
      means: 'phone-out',
      to: ['father'],
      minutes: 13,
      facts: 'Second review by telephone. Dad says he sleeps. The assessment is in January.',
      positive: true,
    })
    book.visit(ellis, {
      by: officer,
      ago: 9,
      at: '13:30',
      reason: 'check-in',
      planned: true,
      forewarned: true,
      access: 'entered',
      outcome: 'plan-agreed',
      who: ['mother'],
      seen: 'seen-and-spoken-with-adult',
      saw: 'Ellis on the floor with a map of the sewers that he has drawn himself. Afternoon work done and in order.',
      familyWords: 'He asked to stay for art. He asked.',
      childWords: 'Art is nearly blue.',
      nextStep: 'Add Thursday afternoon.',
      promises: [book.promised('Ask the class teacher about Thursday art', 'Mum', officer, term.ahead(1))],
    })
    book.contact(ellis, {
      by: primaryPastoral,
      ago: 1,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Library rota, three books stamped, all straight.',
      positive: true,
    })
  },
}
