import { drawFrontDoor } from '../pictures/draw-front-door.ts'
import type { Story } from './story.ts'

/** A boy whom nobody has seen since the case was opened: three visits in a row without an answer, a dead number, a dog, and a neighbour who must not be named. */
export const behindTheCurtain: Story = {
  family: () => ({
    key: 'braithwaite',
    home: { lines: ['14 Cinder Path', 'Delph Top', 'Larkmere'], postcode: 'ZZ99 3GT' },
    grownUps: [
      {
        title: 'Mr',
        forename: 'Lee',
        surname: 'Braithwaite',
        relationship: 'Father',
        livesWith: true,
        home: '01632 960017',
      },
      {
        title: 'Mrs',
        forename: 'Maureen',
        surname: 'Stott',
        relationship: 'Grandmother',
        livesWith: false,
        responsibility: 'No',
        address: { lines: ['3 Kiln Brow', 'Delph Top', 'Larkmere'], postcode: 'ZZ99 3LW' },
      },
    ],
    children: [
      {
        key: 'jamie',
        forename: 'Jamie',
        surname: 'Braithwaite',
        sex: 'male',
        yearGroup: 10,
        registrationGroup: '10T',
        freeMeals: true,
        sen: 'K',
      },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, secondOfficer, headOfYear10, safeguardingLead, attendanceOffice } = staff
    const jamie = file('jamie')
    book.openCase(jamie, {
      by: headOfYear10,
      ago: 19,
      concerns: ['severe-absence', 'ten-days-absent', 'unexplained-absence'],
      stage: 'listen-and-understand',
      owner: officer,
      why: 'Ten school days without a word.',
      school: 'Last in school on the second Friday of term. Kept himself to himself.',
      review: term.ahead(0),
    })
    book.contact(jamie, {
      by: attendanceOffice,
      ago: 18,
      at: '08:55',
      means: 'phone-out',
      to: ['father'],
      result: 'number-dead',
      failing: true,
      facts: 'Not in service. The home number rings out.',
    })
    book.contact(jamie, {
      by: officer,
      ago: 17,
      at: '16:20',
      means: 'phone-out',
      to: ['grandparent'],
      minutes: 14,
      facts:
        'Nan has not seen either of them for three weeks. She takes shopping up on Thursdays and leaves it on the step. It is always gone by evening.',
      familyView: 'His dad has not been right since he lost the warehouse job. They keep the curtains shut.',
    })
    const flag = book.warn(jamie, {
      by: officer,
      ago: 17,
      about: 'dog-or-animal',
      severity: 'information',
      evidence: 'Nan says there is a large dog in the back yard. It has not bitten anybody that she knows of.',
      reviewBy: term.ago(1),
    })
    book.visit(jamie, {
      by: officer,
      ago: 15,
      at: '10:40',
      reason: 'no-contact',
      access: 'no-reply',
      outcome: 'no-contact',
      cardLeft: true,
      saw: 'Curtains drawn up and down. Milk on the step. Dog barking at the back.',
      nextStep: 'Go again after four.',
      pictures: [{ about: 'photo', caption: 'Card in the letterbox, curtains drawn', bytes: drawFrontDoor() }],
    })
    const ring = book.promised('Ring Nan on Thursday after her shopping trip', 'Nan', officer, term.ago(14))
    book.promise(jamie, { by: officer, ago: 16, promise: ring })
    book.settle(jamie, {
      by: officer,
      ago: 13,
      promise: ring,
      how: 'not-kept',
      words: 'I was in court until five. Rang on Friday and said sorry.',
    })
    book.visit(jamie, {
      by: officer,
      ago: 10,
      at: '16:30',
      reason: 'safe-and-well',
      access: 'no-reply',
      outcome: 'follow-up-visit',
      cardLeft: true,
      withStaff: [secondOfficer],
      saw: 'Card from last time gone from the mat. Bin out. Nobody came.',
      nextStep: 'Tell the safeguarding lead. Ask Nan to come along.',
    })
    book.lookAgain(jamie, {
      by: officer,
      ago: 10,
      at: '16:50',
      flag,
      words: 'The gate to the yard does not shut. Go in twos until we know the dog.',
      reviewBy: term.ahead(10),
      severity: 'two-people',
    })
    book.contact(jamie, {
      by: safeguardingLead,
      ago: 9,
      at: '09:05',
      means: 'multi-agency',
      to: [['Duty desk', 'Children’s services']],
      minutes: 20,
      facts: 'Rang children’s services. No open case. Asked for a welfare check if the next visit is not answered.',
      safeguarding: { concern: 'dsl-told', reference: 'SG-0412' },
    })
    book.contact(jamie, {
      by: officer,
      ago: 6,
      at: '12:15',
      means: 'phone-in',
      to: [['Someone nearby', 'Neighbour']],
      startedBy: 'agency',
      confidentialSource: true,
      minutes: 6,
      facts:
        'Caller has seen a light in the top room at night and a boy at the window. Does not want to be named to the family.',
    })
    book.visit(jamie, {
      by: officer,
      ago: 3,
      at: '17:05',
      reason: 'safe-and-well',
      access: 'no-reply-signs-of-life',
      outcome: 'no-contact',
      cardLeft: true,
      withStaff: [secondOfficer],
      riskAction: 'dsl',
      signalAfter: 40,
      saw: 'Light in the top room went out when we knocked. A curtain moved. Nan called through the letterbox and was not answered.',
      thinks: 'Both are in and are not well. I do not think it is defiance.',
      nextStep: 'Welfare check with the community officer, and Nan to be there.',
    })
    const told = book.tellLead(jamie, {
      by: officer,
      ago: 3,
      at: '17:30',
      urgency: 'today',
      signalAfter: 40,
      words:
        'I think Jamie is being kept in. Three visits, each time somebody is there and hides. His Nan is frightened of his dad and has not said why.',
    })
    book.readTold(told, { by: safeguardingLead, ago: 3, at: '18:25' })
    book.cameOfTold(told, {
      by: safeguardingLead,
      ago: 2,
      at: '08:40',
      words: 'Rang children’s services at 18:30. They go with the community officer on Thursday. Do not visit alone.',
    })
    const call = book.promised('Ring Nan after the welfare check', 'Nan', officer, term.ahead(1))
    book.contact(jamie, {
      by: officer,
      ago: 2,
      at: '09:20',
      means: 'phone-out',
      to: ['grandparent'],
      minutes: 9,
      facts: 'Told Nan what happens next and when. She will bring her key.',
      promises: [call],
    })
  },
}
