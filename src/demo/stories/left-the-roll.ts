import { derivedId } from '#domain/records/derived-id.ts'
import type { Story } from './story.ts'

/** Two who left: one moved away and his case was closed with him; one is taught at home. */
export const leftTheRoll: Story = {
  family: (term) => ({
    key: 'clegg',
    home: { lines: ['12 Slate Lane', 'Delph Top', 'Larkmere'], postcode: 'ZZ99 3AB' },
    grownUps: [{ title: 'Mrs', forename: 'Tina', surname: 'Clegg-Moss', relationship: 'Mother', livesWith: true }],
    children: [
      {
        key: 'harrison',
        forename: 'Harrison',
        surname: 'Clegg-Moss',
        sex: 'male',
        yearGroup: 10,
        registrationGroup: '10K',
        leftOn: term.ago(20),
      },
      {
        key: 'imogen',
        forename: 'Imogen',
        surname: 'Moss',
        sex: 'female',
        yearGroup: 7,
        registrationGroup: '7D',
        leftOn: term.ago(18),
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, headOfYear10, headOfYear7, administrator, attendanceLead } = staff
    const harrison = file('harrison')
    const imogen = file('imogen')
    book.openCase(harrison, {
      by: headOfYear10,
      ago: 45,
      concerns: ['persistent-absence'],
      owner: officer,
      why: 'Carried on from last year.',
      child: '',
      family: 'We are moving to be near my sister.',
      school: '',
      review: term.ago(25),
    })
    book.contact(harrison, {
      by: officer,
      ago: 40,
      at: '11:20',
      means: 'phone-out',
      to: ['mother'],
      minutes: 10,
      facts: 'Moving at the end of the month. New school has a place for him. Took its name to send the file.',
    })
    book.contact(harrison, {
      by: headOfYear10,
      ago: 24,
      means: 'meeting-school',
      to: ['mother'],
      minutes: 15,
      facts: 'Said goodbye. His form had made a card.',
      seen: 'seen-and-spoken-with-adult',
      childWords: 'I thought nobody would notice.',
      positive: true,
    })
    book.close(harrison, {
      by: headOfYear10,
      ago: 20,
      at: '15:40',
      reason: 'moved-school',
      outcome: 'Started at his new school; they confirmed it by telephone.',
    })
    book.openCase(imogen, {
      by: headOfYear7,
      ago: 30,
      concerns: ['at-risk-of-persistent-absence'],
      owner: headOfYear7,
      why: 'Unhappy since September.',
      child: 'It is too big.',
      family: 'I can teach her myself.',
      school: '',
      review: null,
    })
    book.contact(imogen, {
      by: headOfYear7,
      ago: 22,
      means: 'letter-in',
      to: ['mother'],
      facts: 'Letter that she will be taught at home. Offered to talk first; Mum had decided.',
    })
    book.close(imogen, {
      by: attendanceLead,
      ago: 18,
      at: '15:20',
      reason: 'home-educated',
      outcome: 'Council’s home education team told the same day. The door stays open.',
    })
    for (const [child, ago] of [
      [harrison, 19],
      [imogen, 17],
    ] as const)
      book.office({ by: administrator, ago, at: '07:50' }, 'remove-from-roll@1', {
        pupilId: child.pupil.id,
        organisationId: child.pupil.organisationId,
        leftOn: term.ago(ago + 1),
      })
    // Nobody has said yet where Harrison went: the return asks for it.
    book.office({ by: attendanceLead, ago: 17, at: '08:20' }, 'say-school-move@1', {
      pupilId: imogen.pupil.id,
      moveId: derivedId(imogen.pupil.id, 0x6d),
      direction: 'left',
      on: term.ago(18),
      ground: 'educated-otherwise',
      school: '',
      startsOn: null,
      newAddress: '',
    })
  },
}
