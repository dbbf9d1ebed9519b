import { storyUpn, withWrongLetter } from '../people/upns.ts'
import type { Story } from './story.ts'

/** A father with two addresses, one in the week and one at weekends; the UPN on the roll has a mistyped letter. */
export const twoHomes: Story = {
  family: (term) => ({
    key: 'ansah',
    home: { lines: ['27 Signal Street', 'Old Sidings', 'Larkmere'], postcode: 'ZZ99 5HJ' },
    grownUps: [
      {
        title: 'Mr',
        forename: 'Kwabena',
        surname: 'Ansah',
        relationship: 'Father',
        livesWith: true,
        address: { lines: ['Flat 6', 'Plover House', 'Lakeside Road', 'Larkmere'], postcode: 'ZZ99 7AD' },
      },
      {
        title: 'Mrs',
        forename: 'Akosua',
        surname: 'Ansah',
        relationship: 'Grandmother',
        livesWith: true,
        responsibility: 'No',
        language: 'Akan',
      },
    ],
    children: [
      {
        key: 'kofi',
        forename: 'Kofi',
        surname: 'Ansah',
        sex: 'male',
        yearGroup: 8,
        registrationGroup: '8R',
        upn: withWrongLetter(storyUpn(term.schoolYear - 8, 1)),
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, headOfYear8, pastoralYounger } = staff
    const kofi = file('kofi')
    book.openCase(kofi, {
      by: headOfYear8,
      ago: 29,
      concerns: ['persistent-absence', 'pattern'],
      owner: officer,
      why: 'Absent on Fridays and Mondays.',
      child: 'On Friday Dad picks me up early because of his shift.',
      family: 'I work nights at the other end of town and he comes with me at weekends.',
      school: 'Homework is always at the other house.',
      review: term.ago(3),
    })
    const grandmother = book.heard(
      'family',
      'parent',
      'Lives at his grandmother’s in the week and at Dad’s flat at weekends.',
      { severity: 2 },
    )
    book.visit(kofi, {
      by: officer,
      ago: 22,
      at: '14:10',
      reason: 'engagement',
      access: 'doorstep',
      outcome: 'follow-up-visit',
      who: ['grandparent'],
      saw: 'Grandmother at the door with flour on her hands. Kofi at his father’s already.',
      familyWords: 'His father fetches him when the bus is quiet.',
      barriers: [grandmother],
    })
    const hour = book.promised('Ask whether Friday’s last lesson can be done at home', 'Dad', officer, term.ago(12))
    book.visit(kofi, {
      by: officer,
      ago: 17,
      at: '16:40',
      reason: 'engagement',
      forewarned: true,
      access: 'entered',
      outcome: 'plan-agreed',
      who: ['father'],
      seen: 'seen-and-spoken-alone',
      address: { lines: ['Flat 6', 'Plover House', 'Lakeside Road', 'Larkmere'], postcode: 'ZZ99 7AD' },
      saw: 'Flat on the second floor. A desk by the window with Kofi’s drawings of bridges.',
      familyWords: 'Tell me what to change and I will change it. I cannot change my shift.',
      childWords: 'I have two toothbrushes and one calculator.',
      promises: [hour],
      nextStep: 'A second set of books at Dad’s.',
    })
    const flag = book.warn(kofi, {
      by: officer,
      ago: 22,
      about: 'parking-or-access',
      severity: 'information',
      evidence: 'Steps to the door had no rail and no light.',
      reviewBy: term.ago(8),
    })
    book.lookAgain(kofi, {
      by: officer,
      ago: 9,
      flag,
      words: 'Rail and light put in by the council.',
      reviewBy: term.ago(8),
      end: true,
    })
    book.changePromise(kofi, { by: officer, ago: 15, promise: hour, dueOn: term.ago(10) })
    book.settle(kofi, {
      by: officer,
      ago: 11,
      promise: hour,
      how: 'kept',
      words: 'Agreed by head of year until Christmas.',
    })
    book.move(kofi, {
      by: officer,
      ago: 11,
      to: 'facilitate-support',
      why: 'Two sets of books, one Friday arrangement. To be looked at again.',
    })
    book.contact(kofi, {
      by: pastoralYounger,
      ago: 3,
      means: 'corridor',
      to: [],
      seen: 'seen-and-spoken-alone',
      facts: 'Kofi has a calculator at each house now.',
      positive: true,
    })
  },
}
