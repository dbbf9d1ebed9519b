import type { Story } from './story.ts'

/** A brother and sister who have stopped coming: an empty house, a ring tone from abroad, and enquiries by the book. */
export const nobodyAtTheAddress: Story = {
  family: () => ({
    key: 'munteanu',
    home: { lines: ['86 Dyehouse Lane', 'Loomside', 'Larkmere'], postcode: 'ZZ99 1BL' },
    grownUps: [
      {
        title: 'Mrs',
        forename: 'Doina',
        surname: 'Munteanu',
        relationship: 'Mother',
        livesWith: true,
        language: 'Romanian',
        interpreter: true,
      },
      {
        title: 'Mr',
        forename: 'Vasile',
        surname: 'Rusu',
        relationship: 'Step father',
        livesWith: true,
        responsibility: 'No',
        language: 'Romanian',
      },
    ],
    children: [
      { key: 'ioana', forename: 'Ioana', surname: 'Munteanu', sex: 'female', yearGroup: 8, registrationGroup: '8K' },
      { key: 'bogdan', forename: 'Bogdan', surname: 'Rusu', sex: 'male', yearGroup: 4, registrationGroup: '4 Heron' },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, attendanceLead, primaryLead, attendanceOffice, primaryPastoral, headOfYear8 } = staff
    const ioana = file('ioana')
    const bogdan = file('bogdan')
    book.openCase(ioana, {
      by: attendanceLead,
      ago: 12,
      concerns: ['ten-days-absent', 'missing-education'],
      owner: officer,
      why: 'Ten school days. Nothing from the family since a text about a grandmother.',
      school: 'Attended well before. Locker still full.',
      review: term.ago(2),
    })
    book.openCase(bogdan, {
      by: primaryLead,
      ago: 12,
      concerns: ['ten-days-absent', 'missing-education'],
      owner: officer,
      why: 'Same days as his sister.',
      school: 'His coat is still on the peg.',
      review: term.ahead(1),
    })
    book.contact(
      [
        [ioana, {}],
        [bogdan, {}],
      ],
      {
        by: officer,
        ago: 11,
        at: '09:35',
        means: 'phone-out',
        to: ['mother'],
        result: 'overseas-tone',
        facts: 'Long single tone, as from abroad. No voicemail.',
      },
    )
    book.contact(bogdan, {
      by: primaryPastoral,
      ago: 10,
      means: 'text',
      to: ['step-parent'],
      facts: 'Text in Romanian: we hope that all is well, please tell us where the children are.',
    })
    book.visit(
      [
        [ioana, {}],
        [bogdan, {}],
      ],
      {
        by: officer,
        ago: 8,
        at: '11:15',
        reason: 'missing-education-enquiry',
        access: 'wrong-or-empty-address',
        outcome: 'cannot-locate',
        saw: 'No curtains, post behind the door, meter turned off. Next door says a van came in the half term.',
        nextStep: 'Landlord, GP, and the council’s own lists.',
        cardLeft: false,
      },
    )
    book.contact(ioana, {
      by: attendanceOffice,
      ago: 7,
      at: '08:58',
      means: 'phone-out',
      to: ['step-parent'],
      result: 'wrong-person',
      facts: 'A man who has had this number since the summer and knows nobody of that name.',
    })
    book.contact(ioana, {
      by: attendanceOffice,
      ago: 6,
      means: 'email',
      to: [['Lettings desk', 'Landlord']],
      facts: 'Asked for a forwarding address. They may not give one and say so kindly.',
    })
    book.contact(ioana, {
      by: officer,
      ago: 5,
      means: 'multi-agency',
      to: [['Priti Shah-Lowe', 'Children missing education']],
      minutes: 15,
      facts: 'Enquiry opened at the council. They ask border and benefits. Nobody is taken off a roll meanwhile.',
    })
    book.contact(
      [
        [ioana, {}],
        [bogdan, {}],
      ],
      {
        by: officer,
        ago: 2,
        at: '10:50',
        means: 'phone-out',
        to: ['step-parent'],
        result: 'no-answer',
        facts: 'Rings as at home now, not as abroad. No answer.',
      },
    )
    book.move(ioana, {
      by: headOfYear8,
      ago: 2,
      to: 'listen-and-understand',
      why: 'Her best friend has had a message: they are coming back for Christmas.',
    })
  },
}
