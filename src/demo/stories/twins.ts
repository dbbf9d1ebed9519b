import type { Story } from './story.ts'

/** Twins in two forms, and their small brother: one act for three children, and what is private to each in each one's file. */
export const twins: Story = {
  family: (term) => {
    const bornOn = `${term.schoolYear - 11}-03-17`
    return {
      key: 'siddiqui',
      home: { lines: ['118 Bobbin Street', 'Loomside', 'Larkmere'], postcode: 'ZZ99 1TS' },
      grownUps: [
        {
          title: 'Mrs',
          forename: 'Rubina',
          surname: 'Siddiqui',
          relationship: 'Mother',
          livesWith: true,
          language: 'Urdu',
        },
        {
          title: 'Mr',
          forename: 'Faisal',
          surname: 'Siddiqui',
          relationship: 'Father',
          livesWith: true,
          language: 'Urdu',
        },
      ],
      children: [
        {
          key: 'zaynab',
          forename: 'Zaynab',
          surname: 'Siddiqui',
          sex: 'female',
          yearGroup: 7,
          bornOn,
          registrationGroup: '7K',
        },
        {
          key: 'hafsa',
          forename: 'Hafsa',
          surname: 'Siddiqui',
          sex: 'female',
          yearGroup: 7,
          bornOn,
          registrationGroup: '7L',
          medicalNote: 'Coeliac. Emergency tin in the office.',
        },
        {
          key: 'yusuf',
          forename: 'Yusuf',
          surname: 'Siddiqui',
          sex: 'male',
          yearGroup: 3,
          registrationGroup: '3 Heron',
        },
      ],
    }
  },
  tell: ({ book, staff, term, file }) => {
    const { officer, headOfYear7, pastoralYounger, middlePhase, primaryPastoral } = staff
    const zaynab = file('zaynab')
    const hafsa = file('hafsa')
    const yusuf = file('yusuf')
    book.openCase(zaynab, {
      by: headOfYear7,
      ago: 27,
      concerns: ['at-risk-of-persistent-absence', 'leave-in-term'],
      owner: officer,
      why: 'Three weeks abroad in September, and days lost since.',
      child: 'Hafsa has friends and I have Hafsa.',
      family: 'My mother was dying. We went.',
      school: 'Zaynab alone at lunch.',
      review: term.ahead(4),
    })
    book.openCase(hafsa, {
      by: headOfYear7,
      ago: 27,
      concerns: ['at-risk-of-persistent-absence', 'leave-in-term'],
      owner: officer,
      why: 'Three weeks abroad in September, and days lost since.',
      child: 'I do not like to leave her.',
      family: 'My mother was dying. We went.',
      school: 'Hafsa is settling; unwell after lunch more than once.',
      review: term.ahead(4),
    })
    book.openCase(yusuf, {
      by: middlePhase,
      ago: 27,
      concerns: ['leave-in-term'],
      owner: officer,
      why: 'The same three weeks as his sisters.',
      family: 'My mother was dying. We went.',
      school: 'Back as if he had never been away.',
    })
    book.contact(
      [
        [zaynab, {}],
        [hafsa, {}],
        [yusuf, {}],
      ],
      {
        by: officer,
        ago: 25,
        at: '13:20',
        means: 'phone-out',
        to: ['father'],
        minutes: 16,
        facts: 'Dad told me about the last days of his mother-in-law. The girls helped to nurse her. Nobody had asked.',
        familyView: 'We did not ask for leave because there was no time to ask.',
      },
    )
    const lunch = book.heard('peers', 'child', 'Nobody to sit with unless Hafsa is there.', { severity: 2 })
    const food = book.heard('physical-health', 'child', 'Afraid of the food counter since she was ill from it.', {
      severity: 2,
      evidence: 'Coeliac; ill after lunch twice in October.',
    })
    const club = book.promised('Find a lunch club that is not Hafsa’s', 'Zaynab', pastoralYounger, term.ago(10))
    const shelf = book.promised('Get a labelled shelf in the canteen', 'Hafsa and Mum', headOfYear7, term.ago(1))
    book.visit(
      [
        [
          zaynab,
          {
            seen: 'seen-and-spoken-alone',
            childWords: 'I was the one who was good at things, at home. Here it is her.',
            barriers: [lunch],
            promises: [club],
          },
        ],
        [
          hafsa,
          {
            seen: 'seen-and-spoken-alone',
            childWords: 'If I eat the wrong thing in front of people I will die. I mean of shame.',
            barriers: [food],
            promises: [shelf],
          },
        ],
        [yusuf, { seen: 'seen-and-spoken-with-adult', childWords: 'I have a tooth out. Look.' }],
      ],
      {
        by: officer,
        ago: 16,
        at: '16:05',
        reason: 'engagement',
        planned: true,
        forewarned: true,
        access: 'entered',
        outcome: 'plan-agreed',
        who: ['mother', 'father'],
        minutes: 52,
        saw: 'Tea and far too much cake. A photograph of their grandmother with a garland. The girls share a room with a line of tape down the middle.',
        familyWords: 'They were born nine minutes apart and they have never had nine minutes apart.',
        thinks: 'Two girls with two different troubles, seen as one.',
        nextStep: 'One plan for each.',
      },
    )
    book.settle(zaynab, {
      by: pastoralYounger,
      ago: 12,
      promise: club,
      how: 'kept',
      words: 'Chess, Tuesdays and Thursdays. She beat a Year 10.',
    })
    book.changeBarrier(zaynab, {
      by: pastoralYounger,
      ago: 8,
      barrier: lunch,
      status: 'removed',
      whatWorked: 'Something of her own.',
    })
    book.move(zaynab, { by: officer, ago: 8, to: 'monitor', why: 'Eight days without a day missed.' })
    book.contact(zaynab, {
      by: pastoralYounger,
      ago: 1,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Zaynab walked in with two chess players.',
      positive: true,
    })
    book.contact(hafsa, {
      by: pastoralYounger,
      ago: 2,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Hafsa brought her own lunch and asked about the shelf.',
      childWords: 'Is it coming or is it one of those things people say?',
    })
    book.contact(yusuf, {
      by: primaryPastoral,
      ago: 20,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Yusuf told the class about his grandmother at circle time. They listened well.',
    })
    book.contact(yusuf, {
      by: middlePhase,
      ago: 14,
      means: 'email',
      to: ['mother'],
      facts: 'Thanked Mum for the photographs. No concern about Yusuf’s attendance.',
      positive: true,
    })
    book.close(yusuf, {
      by: staff.primaryLead,
      ago: 13,
      reason: 'attendance-improved',
      outcome: 'Every day since they came back. His sisters have what they need in cases of their own.',
    })
  },
}
