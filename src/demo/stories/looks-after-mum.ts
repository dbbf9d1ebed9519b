import { drawSignature } from '../pictures/draw-signature.ts'
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
    const { officer, thirdOfficer, headOfYear11, pastoralEldest, attendanceLead } = staff
    const bron = file('bronwen')
    book.openCase(bron, {
      by: headOfYear11,
      ago: 41,
      concerns: ['persistent-absence'],
      stage: 'listen-and-understand',
      owner: thirdOfficer,
      why: 'A day or two each week; exams in May.',
      child: 'I can miss school. She cannot miss me.',
      family: 'On a good day I would never let her stay.',
      school: 'Predicted top grades if she is here.',
      review: term.ago(1),
    })
    const offered = book.handOver(bron, {
      by: thirdOfficer,
      ago: 39,
      to: officer,
      digest: [
        'Mum has MS; Bron does the mornings before school.',
        'Nobody has been to the house yet. Mum cannot come to us.',
        'Ask for a carer’s assessment: nobody has.',
        'Bron does not want the year group to know.',
        'Next: meet at home, after three.',
      ],
    })
    book.accept(bron, { by: officer, ago: 38, offered, words: 'I know Gethin’s teacher. Going on Thursday.' })
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
      pictures: [{ about: 'signature', caption: 'Delyth Pryce agrees to an assessment', bytes: drawSignature() }],
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
    book.voice(bron, {
      by: pastoralEldest,
      ago: 29,
      words: 'If I am late I have to sign the book in front of everyone. I was up at five.',
      wouldHelp: 'Not having to explain it every time.',
      goodAtSchool: 'Chemistry. Mr Hale just says good morning.',
      consent: 'school-only',
    })
    book.view(bron, {
      by: pastoralEldest,
      ago: 29,
      barrier: mornings,
      side: 'school',
      sees: 'partly',
      effect: 2,
      words: 'We saw the lateness and not the reason.',
    })
    book.view(bron, {
      by: officer,
      ago: 27,
      barrier: mornings,
      side: 'family',
      sees: 'yes',
      effect: 3,
      words: 'I hear her alarm and I cannot get up to stop her.',
    })
    const care = book.agency(bron, {
      by: officer,
      ago: 27,
      at: '11:00',
      type: 'other',
      name: 'Larkmere adult care',
      person: 'Joy Ferris',
      phone: '01632 960277',
      role: 'Carer on three mornings a week.',
      consent: 'agreed',
    })
    const carer = book.offer(bron, {
      by: officer,
      ago: 27,
      at: '11:10',
      words: 'A carer on school mornings',
      to: 'Mum',
      givenBy: 'Adult care',
      agencyId: care,
      barriers: [mornings],
    })
    book.cameOf(bron, { by: officer, ago: 24, offer: carer, what: 'accepted', words: 'Mum: yes, if it is one person.' })
    book.cameOf(bron, {
      by: officer,
      ago: 10,
      offer: carer,
      what: 'delivered',
      words: 'Three mornings of the five.',
      effect: 'helped-a-little',
    })
    const counselling = book.offer(bron, {
      by: pastoralEldest,
      ago: 22,
      words: 'Counselling in school',
      to: 'Bron',
      givenBy: 'School',
    })
    book.cameOf(bron, {
      by: pastoralEldest,
      ago: 21,
      offer: counselling,
      what: 'declined',
      words: 'I do not need to talk. I need two more mornings.',
    })
    const plan = book.plan(bron, {
      by: officer,
      ago: 20,
      known: 'Away or late on the mornings without a carer; in on all the others.',
      aim: 'In by registration on all five days.',
      target: 'On time for 18 of the next 20 mornings.',
      review: term.ago(6),
      barriers: [mornings],
      parties: [
        { name: 'Mum', side: 'family', agrees: 'yes', words: '' },
        { name: 'Bron', side: 'child', agrees: 'partly', words: 'If nobody makes me sign the book.' },
      ],
      actions: [
        { words: 'Sign in at the office, not the book', owner: 'Head of Year 11', dueOn: term.ago(15) },
        {
          words: 'Write to adult care about Mondays and Fridays',
          owner: 'Education welfare officer',
          dueOn: term.ahead(2),
        },
      ],
    })
    book.meeting(bron, {
      by: headOfYear11,
      ago: 19,
      at: '15:30',
      about: 'support',
      where: 'School',
      invited: [
        { name: 'Mum', side: 'family', came: 'by-phone' },
        { name: 'Bron', side: 'child', came: 'came' },
        { name: 'Joy Ferris', side: 'agency', came: 'sent-word' },
      ],
      said: {
        child: 'I am not lazy.',
        family: 'She never was.',
        school: 'We had only seen the times.',
        council: '',
      },
      agreed: 'No signing of the late book. A seat near the door.',
    })
    book.settleAction(bron, {
      by: headOfYear11,
      ago: 14,
      plan,
      action: 0,
      how: 'done',
      words: 'The office says good morning and nothing else.',
    })
    book.reviewPlan(bron, {
      by: officer,
      ago: 6,
      at: '15:45',
      plan,
      attended: 'Bron, Mum by telephone, Ms Bello',
      progress: 'On time on 11 of 14 mornings. Late or away only on a Monday or a Friday.',
      decision: 'go-on',
      nextReviewOn: term.ahead(9),
    })
  },
}
