import { temporaryUpn } from '../people/upns.ts'
import type { Story } from './story.ts'

/** A girl who came in the middle of the term, with a temporary UPN, a name in another script, and lessons at night from the school she left. */
export const newFromFar: Story = {
  family: (term) => ({
    key: 'hrytsenko',
    home: { lines: ['Pinfold House', '2 Pinfold Yard', 'Old Town', 'Larkmere'], postcode: 'ZZ99 6EH' },
    grownUps: [
      {
        title: 'Mrs',
        forename: 'Halyna',
        surname: 'Hrytsenko',
        relationship: 'Grandmother',
        livesWith: true,
        language: 'Ukrainian',
        interpreter: true,
      },
      {
        title: 'Mrs',
        forename: 'Judith',
        surname: 'Amery',
        relationship: 'Family friend',
        livesWith: true,
        responsibility: 'No',
      },
      {
        title: 'Ms',
        forename: 'Olha',
        surname: 'Hrytsenko',
        relationship: 'Mother',
        livesWith: false,
        language: 'Ukrainian',
        address: { lines: ['Abroad'], postcode: '' },
      },
    ],
    children: [
      {
        key: 'solomiia',
        forename: 'Solomiia',
        surname: 'Hrytsenko',
        preferredForename: 'Соломія',
        sex: 'female',
        yearGroup: 8,
        registrationGroup: '8H',
        cameLater: true,
        onRollFrom: term.ago(33),
        upn: temporaryUpn(term.schoolYear - 8),
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, secondOfficer, headOfYear8, pastoralYounger, attendanceOffice } = staff
    const solomiia = file('solomiia')
    book.contact(solomiia, {
      by: attendanceOffice,
      ago: 32,
      means: 'meeting-school',
      to: ['grandparent', ['Judith Amery', 'Host']],
      interpreter: 'professional',
      minutes: 60,
      facts:
        'Admission meeting. UPN asked for from the last school; a temporary one is used until it comes. Mum is a nurse and stayed behind.',
      seen: 'seen-and-spoken-with-adult',
      childWords: 'My name is easy. So-lo-MEE-ya.',
    })
    book.openCase(solomiia, {
      by: headOfYear8,
      ago: 21,
      concerns: ['persistent-absence', 'other'],
      stage: 'listen-and-understand',
      owner: secondOfficer,
      why: 'Sleeps in the day, because she has lessons at night.',
      child: 'My real school is at night, on the computer.',
      family: 'She promised her mother not to lose the year.',
      school: 'Falls asleep in period one. Top in mathematics.',
      review: term.ahead(7),
    })
    const nights = book.heard(
      'transition',
      'child',
      'Follows her old school’s lessons online from five in the morning.',
      { severity: 3 },
    )
    const talk = book.promised('Ask which of her old lessons could count here', 'Соломія', headOfYear8, term.ago(6))
    book.visit(solomiia, {
      by: secondOfficer,
      ago: 13,
      at: '17:15',
      reason: 'engagement',
      forewarned: true,
      access: 'entered',
      outcome: 'plan-agreed',
      who: ['grandparent'],
      interpreter: 'professional',
      seen: 'seen-and-spoken-with-adult',
      saw: 'A desk with two timetables side by side, one for each country.',
      familyWords: 'When the siren app sounds she wakes, although it is not here.',
      childWords: 'If I stop, then I have left.',
      barriers: [nights],
      promises: [talk],
      nextStep: 'Bring both timetables together on one page.',
    })
    book.settle(solomiia, {
      by: headOfYear8,
      ago: 5,
      promise: talk,
      how: 'kept-late',
      words: 'Mathematics and Ukrainian can be dropped there or here, as she chooses.',
    })
    book.handOver(solomiia, {
      by: secondOfficer,
      ago: 2,
      to: officer,
      digest: [
        'Follows two schools at once and sleeps between them.',
        'Grandmother is kind and tired. Use the interpreter, not Solomiia.',
        'Mum is a nurse at home; she rings on Sundays.',
        'Two lessons can be dropped, here or there: she chooses.',
        'Next: see whether she is awake in period one.',
      ],
    })
    book.contact(solomiia, {
      by: pastoralYounger,
      ago: 2,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Chose to keep the literature at night and sleep until seven.',
      positive: true,
    })
  },
}
