import type { Story } from './story.ts'

const stay = 'We are given a room and then another room. I do not know the road to school from here.'

/**
 * A family in temporary housing, two buses from school: Mum needs an interpreter and her daughter has been it. Two children at
 * two schools, a promise that is late, and two colleagues who wrote Mum's view at the same time.
 */
export const movedAcrossTown: Story = {
  family: () => ({
    key: 'gebremedhin',
    home: { lines: ['Flat 31', 'Turners Point', 'Wharf Street', 'Larkmere'], postcode: 'ZZ99 9WX' },
    grownUps: [
      {
        title: 'Mrs',
        forename: 'Tsige',
        surname: 'Gebremedhin',
        relationship: 'Mother',
        livesWith: true,
        language: 'Tigrinya',
        interpreter: true,
      },
      {
        title: 'Mr',
        forename: 'Yemane',
        surname: 'Haile',
        relationship: 'Uncle',
        livesWith: false,
        responsibility: 'No',
        language: 'Tigrinya',
      },
    ],
    children: [
      {
        key: 'selam',
        forename: 'Selam',
        surname: 'Haile',
        sex: 'female',
        yearGroup: 9,
        registrationGroup: '9S',
        freeMeals: true,
        youngCarer: true,
      },
      {
        key: 'yonas',
        forename: 'Yonas',
        surname: 'Haile',
        sex: 'male',
        yearGroup: 5,
        registrationGroup: '5 Heron',
        freeMeals: true,
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, headOfYear9, upperPhase, pastoral, primaryPastoral, attendanceLead } = staff
    const selam = file('selam')
    const yonas = file('yonas')
    book.openCase(selam, {
      by: headOfYear9,
      ago: 38,
      at: '08:50',
      concerns: ['severe-absence'],
      stage: 'listen-and-understand',
      owner: officer,
      why: 'More than half of the sessions missed since the family was moved.',
      child: 'When I am at the doctor with Mum I am not at school. Somebody has to say the words.',
      family: stay,
      school: 'Bright, well liked, and hardly ever here.',
      review: term.ahead(3),
    })
    book.contact(selam, {
      by: officer,
      ago: 36,
      at: '10:10',
      means: 'phone-out',
      to: ['mother'],
      interpreter: 'professional',
      minutes: 24,
      facts:
        'First call, through the interpreter line. Moved for the third time in August. School letters had gone to the old address. Mum did not know the school has a number to ring.',
      familyView: 'I thought the school was angry with us and did not write any more.',
    })
    const interpreting = book.heard('caring', 'child', 'She goes to every appointment to interpret for Mum.', {
      severity: 3,
      evidence: 'Six appointments in school time since September.',
    })
    const buses = book.heard('travel', 'parent', 'Two buses each way; the fares come to more than the food.', {
      severity: 2,
    })
    const letters = book.promised('Write to the surgery to book interpreters', 'Mum', officer, term.ago(27))
    book.contact(selam, {
      by: officer,
      ago: 33,
      at: '14:15',
      means: 'meeting-school',
      to: ['mother', ['Ruth Kaplan', 'Head of year']],
      interpreter: 'professional',
      minutes: 50,
      facts:
        'Met at school with an interpreter in the room. Went through the week: every day missed has an appointment in it, or no money for the bus. Agreed that Selam is not asked to interpret again, by us or by anybody we can reach.',
      familyView: 'I did not want to take her out. There was nobody else who could hear both sides.',
      childWords: 'I know the word for every kind of form.',
      schoolView: 'No homework missing in the weeks she is here.',
      seen: 'seen-and-spoken-with-adult',
      barriers: [interpreting, buses],
      promises: [letters],
    })
    book.openCase(yonas, {
      by: upperPhase,
      ago: 31,
      concerns: ['at-risk-of-persistent-absence'],
      stage: 'monitor',
      owner: officer,
      why: 'Comes when his sister comes.',
      child: 'I wait for Selam.',
      family: '',
      school: 'Absent on the same days as his sister.',
      review: term.ahead(8),
    })
    book.settle(selam, {
      by: officer,
      ago: 26,
      promise: letters,
      how: 'kept-late',
      words: 'Surgery has agreed to book interpreters from now on.',
    })
    book.changeBarrier(selam, { by: officer, ago: 26, barrier: interpreting, status: 'being-addressed' })
    const kit = book.promised('Find a PE kit for Yonas', 'Mum', upperPhase, term.ago(20))
    book.visit(
      [
        [
          selam,
          {
            seen: 'seen-and-spoken-alone',
            childWords:
              'I can see the school from the fourth floor of the hospital. That is the nearest I got this week.',
          },
        ],
        [
          yonas,
          { seen: 'seen-and-spoken-with-adult', childWords: 'I like it when we make volcanoes.', promises: [kit] },
        ],
      ],
      {
        by: officer,
        ago: 25,
        at: '15:45',
        reason: 'engagement',
        access: 'entered',
        outcome: 'plan-agreed',
        who: ['mother'],
        forewarned: true,
        planned: true,
        minutes: 48,
        signalAfter: 95,
        saw: 'One room with two beds, warm and tidy. A table that Selam and Yonas share in turns. Timetable of the buses on the wall, in Tigrinya, in Selam’s writing.',
        familyWords: 'If they could both go on one bus I would not be afraid.',
        thinks: 'Nobody here is unwilling. It is fares, forms and appointments.',
        nextStep: 'Bus passes for both. Ask early help for a family worker who speaks Tigrinya.',
      },
    )
    book.settle(yonas, { by: upperPhase, ago: 21, promise: kit, how: 'kept' })
    book.move(selam, {
      by: officer,
      ago: 22,
      to: 'facilitate-support',
      why: 'We know what stands in the way and most of it is ours to mend.',
    })
    book.contact(selam, {
      by: officer,
      ago: 19,
      at: '11:00',
      means: 'multi-agency',
      to: ['mother', ['Fay Linton', 'Early help'], ['Mr Bose', 'Housing officer']],
      interpreter: 'professional',
      minutes: 65,
      facts:
        'Housing will not move them before spring. Early help takes the family on. Fares: council pays where the distance is over three miles; it is 3.4 by the road.',
      schoolView: 'Lunch and after-school homework club, no charge.',
    })
    const note = book.contact(selam, {
      by: pastoral,
      ago: 12,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Selam in for the morning. Helped two new girls find the hall.',
      childWords: 'I miss it when I am not here. That is the stupid thing.',
      positive: true,
    })
    book.amend(selam, {
      by: pastoral,
      ago: 11,
      kind: 'contact-note',
      note,
      field: 'facts',
      words: 'She was in for the whole day, not the morning alone.',
      why: 'I had looked at the wrong line of the register.',
    })
    const pass = book.promised('Get the bus passes, one for each of them', 'Mum', officer, term.ago(2))
    book.contact(
      [
        [selam, { promises: [pass] }],
        [yonas, {}],
      ],
      {
        by: officer,
        ago: 9,
        at: '09:40',
        means: 'phone-in',
        to: ['mother', ['A neighbour', 'Interpreting']],
        interpreter: 'family-member',
        minutes: 11,
        facts:
          'Mum rang through a neighbour. Both at home with colds. Asked when the passes come. Said that I would have them in a week.',
        familyView: 'The money is gone until Friday.',
      },
    )
    book.contact(yonas, {
      by: primaryPastoral,
      ago: 7,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Yonas in for the afternoon, wet through. Dried his coat on the radiator.',
      childWords: 'We walked because it is only four miles.',
    })
    book.visit(
      [
        [selam, {}],
        [yonas, {}],
      ],
      {
        by: officer,
        ago: 5,
        at: '10:15',
        reason: 'check-in',
        access: 'no-reply-signs-of-life',
        outcome: 'no-contact',
        cardLeft: true,
        signalAfter: 60,
        saw: 'Radio on inside. Knocked twice, called through the letterbox in English and with the recorded message in Tigrinya.',
        thinks: 'They may take a knock for the housing officer.',
        nextStep: 'Send a voice message first, then go.',
      },
    )
    book.contact(selam, {
      by: attendanceLead,
      ago: 4,
      means: 'letter-out',
      to: ['mother'],
      facts: 'Letter in Tigrinya: nobody is in trouble, here is the number, here is what we are doing about the buses.',
    })
    book.reasons(selam, {
      by: headOfYear9,
      ago: 4,
      at: '10:20',
      family:
        'We were moved three times. I am told to come to offices in school hours, and I need my daughter to speak.',
    })
    book.reasons(selam, {
      by: officer,
      ago: 4,
      at: '09:50',
      signalAfter: 190,
      saw: { family: stay },
      family: 'We are moved about and nobody asks about school. If there were one bus they would be there every day.',
    })
  },
}
