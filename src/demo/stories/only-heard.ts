import type { Story } from './story.ts'

/** A small boy who is always asleep upstairs when somebody calls: heard once, never seen. */
export const onlyHeard: Story = {
  family: () => ({
    key: 'finch',
    home: { lines: ['62 Coot Lane', 'Mereside', 'Larkmere'], postcode: 'ZZ99 2DN' },
    grownUps: [
      { title: 'Miss', forename: 'Stacey', surname: 'Finch', relationship: 'Mother', livesWith: true },
      {
        title: 'Mrs',
        forename: 'Elaine',
        surname: 'Finch',
        relationship: 'Grandmother',
        livesWith: true,
        responsibility: 'No',
      },
    ],
    children: [
      { key: 'arlo', forename: 'Arlo', surname: 'Finch', sex: 'male', yearGroup: 2, registrationGroup: '2 Wren' },
    ],
  }),
  tell: ({ book, staff, term, file }) => {
    const { officer, lowerPhase, primaryPastoral, primarySafeguarding } = staff
    const arlo = file('arlo')
    book.openCase(arlo, {
      by: lowerPhase,
      ago: 17,
      concerns: ['fifteen-days-sickness', 'persistent-absence'],
      stage: 'listen-and-understand',
      owner: officer,
      why: 'Coded as ill for twelve days, each day by text from the same number.',
      family: 'He has one bug after another.',
      school: 'Lively and well on the days he comes.',
      review: term.ahead(2),
    })
    book.contact(arlo, {
      by: primaryPastoral,
      ago: 16,
      at: '09:15',
      means: 'text',
      result: 'received',
      to: ['mother'],
      facts: 'Text in: sickness again, will be off till Thursday.',
    })
    book.contact(arlo, {
      by: officer,
      ago: 14,
      at: '11:30',
      means: 'phone-out',
      to: ['grandparent'],
      minutes: 7,
      facts: 'Nan answered Mum’s phone. Arlo asleep, Mum asleep. Would not wake them. No doctor seen so far.',
      familyView: 'You cannot rush a poorly child.',
    })
    const rest = book.heard('physical-health', 'parent', 'Sick every few days since half term, no doctor yet.', {
      status: 'suspected',
      agreedByFamily: 'partly',
      evidence: 'Texts from Mum; no appointment.',
    })
    book.visit(arlo, {
      by: officer,
      ago: 8,
      at: '13:30',
      reason: 'three-days-ill',
      access: 'doorstep',
      outcome: 'follow-up-visit',
      who: ['grandparent'],
      seen: 'heard-only',
      barriers: [rest],
      saw: 'Nan at the door, which she kept half closed. A child’s voice upstairs, singing, then quiet.',
      familyWords: 'He has only just gone off. Come another day, love.',
      thinks: 'He did not sound ill. I would like someone to see him this week.',
      nextStep: 'Agree a time when he is awake.',
    })
    const time = book.promised('Come back at a time that Nan chooses', 'Nan', officer, term.ahead(2))
    book.promise(arlo, { by: officer, ago: 7, promise: time })
    book.contact(arlo, {
      by: primarySafeguarding,
      ago: 7,
      means: 'email',
      to: [['Health visiting team', 'Health']],
      facts: 'Asked when a health professional last saw Arlo. Answer: two years ago, all well.',
      safeguarding: { concern: 'logged', reference: 'MP-118' },
    })
    book.contact(arlo, {
      by: officer,
      ago: 3,
      at: '15:10',
      means: 'phone-out',
      to: ['mother'],
      result: 'voicemail-left',
      facts: 'Left a message for Mum with two times to choose from.',
    })
  },
}
