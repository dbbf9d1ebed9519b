import { usualReadWithin } from '#domain/records/safeguarding-plan.ts'
import type { Story } from './story.ts'

/**
 * A mother and two children who moved to be safe. Their father may not be contacted, her own number has a rule, the house has a
 * warning, and two colleagues moved the case at the same time.
 */
export const safeToRing: Story = {
  family: () => ({
    key: 'marchant',
    home: { lines: ['9 Vetch Lane', 'New Larkfield', 'Larkmere'], postcode: 'ZZ99 4QR' },
    grownUps: [
      { title: 'Ms', forename: 'Joanna', surname: 'Marchant', relationship: 'Mother', livesWith: true },
      {
        title: 'Mr',
        forename: 'Craig',
        surname: 'Duxbury',
        relationship: 'Father',
        livesWith: false,
        address: { lines: ['Address not to be shared'], postcode: '' },
      },
      {
        title: 'Mrs',
        forename: 'Pauline',
        surname: 'Marchant',
        relationship: 'Grandmother',
        livesWith: false,
        responsibility: 'No',
      },
    ],
    children: [
      {
        key: 'isla',
        forename: 'Isla',
        surname: 'Duxbury',
        preferredSurname: 'Marchant',
        sex: 'female',
        yearGroup: 9,
        registrationGroup: '9E',
        socialWorker: true,
      },
      {
        key: 'noah',
        forename: 'Noah',
        surname: 'Marchant',
        sex: 'male',
        yearGroup: 4,
        registrationGroup: '4 Wren',
        socialWorker: true,
      },
    ],
  }),
  tell: ({ book, staff, places, term, file }) => {
    const { officer, headOfYear9, attendanceLead, safeguardingLead, middlePhase, primarySafeguarding, pastoral } = staff
    const isla = file('isla')
    const noah = file('noah')
    for (const child of [isla, noah]) {
      const by = child === isla ? safeguardingLead : primarySafeguarding
      book.safeContact(child, { by, ago: 50, parent: 'father', doNotContact: true })
      book.courtOrder(child, {
        by,
        ago: 50,
        parent: 'father',
        forbids: ['contact', 'coming-near', 'knowing-address'],
        says: 'He may not be in contact with Joanna or the children, nor come within a hundred metres of home or school.',
        since: term.ago(60),
      })
      book.safeContact(child, {
        by,
        ago: 50,
        parent: 'mother',
        rule: 'Text first and wait for “OK”. Say you are ringing about the dentist. Never leave a voicemail.',
      })
    }
    book.openCase(isla, {
      by: headOfYear9,
      ago: 34,
      concerns: ['persistent-absence'],
      stage: 'listen-and-understand',
      owner: officer,
      why: 'Absent in spells since the move in August.',
      child: 'I keep looking at who is at the gate.',
      family: 'Some days she will not leave the house and I cannot make her.',
      school: 'Settles once she is past reception.',
      review: term.ahead(1),
    })
    book.openCase(noah, {
      by: middlePhase,
      ago: 33,
      concerns: ['at-risk-of-persistent-absence'],
      stage: 'monitor',
      owner: officer,
      why: 'Same spells as his sister.',
      child: '',
      family: '',
      school: 'Quiet, watches the door.',
      review: term.ahead(6),
    })
    const flag = book.warn(isla, {
      by: safeguardingLead,
      ago: 33,
      about: 'domestic-abuse',
      severity: 'two-people',
      reviewBy: term.ahead(15),
      evidence: 'He has waited in a car outside the last address twice. A court order is in force.',
    })
    const gate = book.heard('family', 'child', 'Afraid that he will be at the gate.', { severity: 3 })
    const door = book.promised('Let Isla in and out by the music block door', 'Isla', headOfYear9, term.ago(24))
    book.contact(isla, {
      by: headOfYear9,
      ago: 28,
      at: '15:20',
      means: 'meeting-school',
      to: ['mother'],
      minutes: 40,
      facts:
        'Met in the small office, blinds down. Agreed another door, a staff member at it, and who is told what. Photograph of him is with reception.',
      familyView: 'She was never off before. She is brave and she is tired.',
      childWords: 'If I know who is at the door I can do it.',
      seen: 'seen-and-spoken-with-adult',
      barriers: [gate],
      promises: [door],
    })
    book.settle(isla, { by: headOfYear9, ago: 24, promise: door, how: 'kept' })
    book.changeBarrier(isla, { by: headOfYear9, ago: 24, barrier: gate, status: 'being-addressed' })
    book.visit(
      [
        [isla, { seen: 'seen-and-spoken-alone', childWords: 'I sleep better here. Noah still checks the lock.' }],
        [noah, { seen: 'seen-and-spoken-with-adult', childWords: 'We have a rabbit now.' }],
      ],
      {
        by: officer,
        ago: 18,
        at: '10:05',
        reason: 'check-in',
        planned: true,
        forewarned: true,
        access: 'entered',
        outcome: 'plan-agreed',
        who: ['mother', 'grandparent'],
        withStaff: [staff.secondOfficer],
        minutes: 44,
        saw: 'Three locks on the door. Bright inside, rabbit in a run in the kitchen. Both children in school clothes although it was an inset day.',
        familyWords: 'I know it is the law that they go. I need to know that it is safe.',
        nextStep: 'Safe travel plan for both, on one page, that Mum writes with us.',
      },
    )
    book.contact(noah, {
      by: primarySafeguarding,
      ago: 15,
      means: 'virtual',
      to: ['mother', ['Dawn Ellery', 'Social worker']],
      minutes: 35,
      facts: 'Travel plan agreed on screen. Noah is walked to the classroom door until Christmas.',
      seen: 'seen-only',
    })
    book.lookAgain(isla, {
      by: safeguardingLead,
      ago: 14,
      flag,
      words: 'No sign of him since the move. Order runs until spring. Keep to two people.',
      reviewBy: term.ahead(20),
    })
    const plan = book.promised('Bring the travel plan to sign', 'Mum', officer, term.ahead(0))
    book.contact(isla, {
      by: officer,
      ago: 6,
      at: '11:10',
      means: 'text',
      to: ['mother'],
      facts: 'Texted first as agreed, OK came back, then rang. Better week: four days of five. Will bring the plan.',
      promises: [plan],
      positive: true,
    })
    book.contact(isla, {
      by: pastoral,
      ago: 2,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Isla stayed for choir.',
      childWords: 'I got a solo. Four lines.',
      positive: true,
    })
    book.contact(noah, {
      by: staff.primaryPastoral,
      ago: 2,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Noah told me about the rabbit. It is called Sergeant.',
    })
    book.move(isla, {
      by: attendanceLead,
      ago: 5,
      at: '11:00',
      to: 'facilitate-support',
      why: 'Support is agreed and working.',
    })
    book.move(isla, {
      by: officer,
      ago: 5,
      at: '10:30',
      signalAfter: 150,
      sawStage: 'listen-and-understand',
      to: 'monitor',
      why: 'Four days of five. I would step back and only watch, with the plan in place.',
    })
    // Nobody at the school has read this yet.
    book.tellLead(isla, {
      by: pastoral,
      ago: 1,
      at: '14:10',
      urgency: 'today',
      words:
        'Isla asked me not to ring home this week. She said he reads Mum’s phone. She would not say more, and she was shaking.',
    })
    book.office({ by: safeguardingLead, ago: 50, at: '08:15' }, 'set-safeguarding-plan@1', {
      organisationId: places.secondary.id,
      readWithin: { from: usualReadWithin, to: { now: 15, today: 90, soon: 1 } },
      contacts: {
        from: [],
        to: [
          { who: 'lead', name: 'Graham Osei', number: '01632 960110' },
          { who: 'deputy', name: 'Imelda Crossfield', number: '01632 960111' },
          { who: 'social-care', name: 'Larkmere duty desk', number: '01632 960150' },
          { who: 'out-of-hours', name: '', number: '01632 960151' },
        ],
      },
    })
  },
}
