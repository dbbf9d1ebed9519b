import type { Story } from './story.ts'

/** A case without an owner, because the colleague who had it left; nobody has reached the family since. */
export const nobodyYet: Story = {
  family: () => ({
    key: 'adebanjo',
    home: { lines: ['55 Campion Grove', 'New Larkfield', 'Larkmere'], postcode: 'ZZ99 4WX' },
    grownUps: [
      {
        title: 'Mrs',
        forename: 'Folake',
        surname: 'Adebanjo',
        relationship: 'Mother',
        livesWith: true,
        language: 'Yoruba',
      },
    ],
    children: [
      {
        key: 'precious',
        forename: 'Precious',
        surname: 'Adebanjo',
        sex: 'female',
        yearGroup: 7,
        registrationGroup: '7T',
      },
    ],
  }),
  tell: ({ book, staff, places, term, file }) => {
    const { leaver, administrator, attendanceLead, attendanceOffice } = staff
    const precious = file('precious')
    book.openCase(precious, {
      by: leaver,
      ago: 14,
      concerns: ['at-risk-of-persistent-absence', 'lateness'],
      owner: leaver,
      why: 'Late four days in five, then not at all.',
      child: '',
      family: '',
      school: 'Cheerful when she gets here.',
      review: term.ahead(6),
    })
    book.contact(precious, {
      by: leaver,
      ago: 13,
      at: '09:05',
      means: 'phone-out',
      to: ['mother'],
      result: 'no-answer',
      facts: 'No answer. My last day is Friday; left a note for whoever has this next.',
    })
    book.assign(precious, { by: leaver, ago: 12, to: null })
    const own = leaver.memberships[0]
    book.office({ by: administrator, ago: 11, at: '16:10' }, 'change-staff-member@1', {
      organisationId: places.secondary.id,
      personId: leaver.personId,
      leftOn: { from: own?.leftOn ?? null, to: term.ago(11) },
    })
    book.contact(precious, {
      by: attendanceOffice,
      ago: 5,
      at: '08:52',
      means: 'phone-out',
      to: ['mother'],
      result: 'engaged',
      facts: 'Engaged twice. First-day calling.',
    })
    book.review(precious, { by: attendanceLead, ago: 4, on: term.ago(1) })
  },
}
