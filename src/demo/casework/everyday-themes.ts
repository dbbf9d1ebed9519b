import type { Concern } from '#domain/records/absence-case.ts'
import type { BarrierAbout, RaisedBy } from '#domain/records/barrier.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { SchoolName } from '../people/family.ts'

/**
 * What keeps a child away in one of the commoner ways, in the words that child, family and school would use. `{Name}`,
 * `{they}`, `{them}`, `{their}` and `{They}` are the child; `{Mum}` is the first grown-up on the roll, in the word used for them.
 * Where there are two of a kind, the second serves the next family with the same trouble.
 */
export type Theme = {
  for: readonly SchoolName[]
  /** Whose trouble this can be; anybody's where nothing is said. */
  suits?: (pupil: Pupil) => boolean
  concerns: readonly Concern[]
  reasons: { child: string; family: string; school: string }
  why: string
  firstCall: readonly [string, string]
  familyView: readonly [string, string]
  meeting: readonly [string, string]
  childWords: readonly [string, string]
  barrier: { about: BarrierAbout; raisedBy: RaisedBy; words: readonly [string, string] }
  visitSaw: string
  promises: readonly [string, string, string]
  goodNews: string
}

const speaksAnother = ({ firstLanguage }: Pupil): boolean => firstLanguage !== 'English'

const both = ['secondary', 'primary'] as const
const secondary = ['secondary'] as const
const primary = ['primary'] as const

export const themes: readonly Theme[] = [
  {
    for: both,
    concerns: ['persistent-absence', 'pattern'],
    reasons: {
      child: 'My tummy hurts on Sunday night.',
      family: '{They} is fine all weekend and poorly on Monday.',
      school: 'Eight Mondays out of ten missed.',
    },
    why: 'Nearly every Monday missed since the start of term.',
    firstCall: [
      '{Mum} said it is stomach ache again, third Monday in a row. No temperature. Asked what Sunday evening is like.',
      'Rang about Monday. {Mum} was at work and stepped outside to talk. Nobody had said it was every Monday.',
    ],
    familyView: [
      'By Tuesday it has gone and {they} goes in without a fuss.',
      'I thought it was a bug going round. I had not seen that it was Mondays.',
    ],
    meeting: [
      'Looked at the calendar together. Mondays begin with assembly and then a double lesson away from friends. Agreed {they} may go straight to form on Mondays for four weeks.',
      'Drew the week as a hill. Monday morning is the steepest part. {Name} picked who meets {them} at the gate.',
    ],
    childWords: [
      'Everyone talks about their weekend and I have not done anything.',
      'It is too loud in the hall and then it is quiet and everyone looks.',
    ],
    barrier: {
      about: 'mental-health',
      raisedBy: 'child',
      words: ['Monday assembly: the noise, then the silence.', 'Sunday night worry about what was missed last week.'],
    },
    visitSaw: '{Name} at the kitchen table in uniform, shoes on, coat on. Toast not eaten.',
    promises: [
      'Meet {Name} at the side gate on Monday',
      'Ring on Sunday teatime to say who is at the gate',
      'Ask whether {they} can miss Monday assembly',
    ],
    goodNews: 'In on Monday, on time, second week running. Told {Mum}, who was pleased and surprised.',
  },
  {
    for: secondary,
    concerns: ['persistent-absence', 'lateness'],
    reasons: {
      child: 'I cannot get off to sleep until three.',
      family: 'We take the phone away and {they} still does not sleep.',
      school: 'Late most days, absent when {they} has overslept past ten.',
    },
    why: 'Lateness has turned into whole days.',
    firstCall: [
      '{Mum} leaves for work at six. Alarm rings on, nobody hears it. Talked about who could ring {them} at seven.',
      'Spoke with {Mum} before the night shift. {Name} up most of the night, asleep by day at weekends too.',
    ],
    familyView: [
      'It is not laziness. You can hear {them} pacing about.',
      'I cannot be in two places. I have to be on the ward by half six.',
    ],
    meeting: [
      'School nurse went through sleep with {Name}: light, phone, caffeine, same time every day. {They} chose two things to try.',
      'Agreed that late is better than not at all: come in by break, no detention for it this half term.',
    ],
    childWords: ['If I come in late everyone turns round, so I do not come.', 'My head will not switch off.'],
    barrier: {
      about: 'physical-health',
      raisedBy: 'parent',
      words: ['Up until three or four, cannot be woken at seven.', 'No adult in the house after six in the morning.'],
    },
    visitSaw:
      'Curtains drawn upstairs. {Name} came down after ten minutes, wrapped in a blanket, polite and very tired.',
    promises: [
      'Ask the school nurse for a sleep clinic place',
      'Let {Name} in by the library door when late',
      'Talk to teachers about not calling out lateness',
    ],
    goodNews: 'Four days out of five by half past nine. {Name} said the sleep diary is boring but it works.',
  },
  {
    for: secondary,
    concerns: ['severe-absence'],
    reasons: {
      child: 'I want to go. I get to the gate and I cannot.',
      family: 'We have tried everything short of carrying {them}.',
      school: 'Attended two part days since the third week of term.',
    },
    why: 'In for only a few mornings since the third week. Anxious, not unwilling.',
    firstCall: [
      'Long call with {Mum}. {Name} dressed and ready each day, sick at the gate. {Mum} asked not to be told to be firmer.',
      '{Mum} cried. Said nobody had asked what it is like at eight in the morning in their house. I asked.',
    ],
    familyView: [
      'Last year {they} never missed a day. Something has happened and {they} cannot say what.',
      'It has been like this since the move up to the big building.',
    ],
    meeting: [
      'Met in the library after hours so that {Name} could come. Walked the way from the gate to the quiet room, twice, with nobody about.',
      'Met online with the camera off, as {Name} asked. {They} typed. Two lessons a day to begin, both in the small room.',
    ],
    childWords: ['It is like my legs stop.', 'I am not scared of anything. I am just scared.'],
    barrier: {
      about: 'mental-health',
      raisedBy: 'child',
      words: ['Panics at the gate when it is crowded.', 'The corridors at change of lesson.'],
    },
    visitSaw: '{Name} sat on the stairs where {they} could see the door. School bag packed and beside {them}.',
    promises: [
      'Send the name of one adult who will be there every day',
      'Ask for a place in the small room for two weeks',
      'Write to the GP with what we have seen',
    ],
    goodNews: 'Came in on {their} own at ten and stayed until lunch. Did not want a fuss made. No fuss was made.',
  },
  {
    for: both,
    concerns: ['persistent-absence', 'fifteen-days-sickness'],
    reasons: {
      child: 'I get out of breath on the hill.',
      family: 'Asthma. In hospital twice since the summer.',
      school: 'Seventeen days coded as illness, evidence seen.',
    },
    why: 'Asthma since the summer; more than fifteen days of sickness.',
    firstCall: [
      '{Mum} explained the new inhaler. Nurse appointment is booked. Bad nights mean no school next day.',
      'Rang to ask how {they} is. Coughing heard in the background. {Mum} thanked us for not asking for a note again.',
    ],
    familyView: [
      'I keep {them} off when {they} has been up all night. Anyone would.',
      'The flat has mould. The doctor has written to the landlord.',
    ],
    meeting: [
      'School nurse, {Mum} and form tutor wrote a care plan. A spare inhaler stays in the office. Half days are allowed after a bad night.',
      'Care plan looked at again. Stairs: {Name} may use the lift with one friend.',
    ],
    childWords: [
      'When I come back they have all moved on to another topic.',
      'I do not like using it in front of people.',
    ],
    barrier: {
      about: 'physical-health',
      raisedBy: 'parent',
      words: ['Asthma, worse at night and when it is damp.', 'Mould in the bedroom; landlord has been written to.'],
    },
    visitSaw: 'Inhaler and spacer on the table. Wet patch the size of a door above {their} bed.',
    promises: [
      'Send work home on days after hospital',
      'Write to the housing officer about the mould',
      'Put a spare inhaler in the office',
    ],
    goodNews: 'Came in at eleven after a bad night instead of missing the day. The plan is working.',
  },
  {
    for: both,
    concerns: ['persistent-absence', 'lateness'],
    reasons: {
      child: 'The bus does not stop when it is full.',
      family: 'Two buses and forty minutes if they come.',
      school: 'Missed mornings, present every afternoon.',
    },
    why: 'Moved across town; mornings are missed.',
    firstCall: [
      'Family moved in the summer. First bus is often full by their stop. {Mum} does not drive.',
      '{Mum} said {they} waits at the stop for half an hour and comes home again, cold.',
    ],
    familyView: [
      'I am not moving {them} from {their} friends on top of everything else.',
      'I have two younger ones to take the other way at the same time.',
    ],
    meeting: [
      'Worked out the journey with {Name} on the map. The earlier bus is half empty and means breakfast club.',
      'Looked at lifts with another family on the same road. {Mum} will ask them.',
    ],
    childWords: ['I do run for it.', 'If I am late I get a mark, so I go home.'],
    barrier: {
      about: 'travel',
      raisedBy: 'child',
      words: ['The 8:05 is full when it gets to us.', 'Two buses, and the second does not wait.'],
    },
    visitSaw: 'Walked to the stop with {them}. Two buses went past full before 8:20.',
    promises: [
      'Find out who pays for a bus pass',
      'Put {Name} down for breakfast club',
      'Ask the bus company about the 8:05',
    ],
    goodNews: 'Pass came. On the early bus all week, and the toast is apparently very good.',
  },
  {
    for: secondary,
    concerns: ['persistent-absence', 'unexplained-absence'],
    reasons: {
      child: 'I am not going in while they are there.',
      family: '{They} will not tell me names. I saw the messages.',
      school: 'No report of bullying on file before this.',
    },
    why: 'Absent since a group chat was screenshotted round the year.',
    firstCall: [
      '{Mum} read out some of the messages. Passed to head of year today. {Name} off since.',
      '{Mum} rang twice last week and was told someone would ring back. I said sorry for that.',
    ],
    familyView: [
      'I will send {them} back when somebody tells me what has been done.',
      '{They} was the funny one. Now {they} sits in {their} room.',
    ],
    meeting: [
      '{Name} showed us the chat {themself}. Three pupils spoken to the same day. Seat moved in two classes. Tutor to check each morning.',
      'Went through what has been done and what has not. {Name} asked that nobody be made to say sorry in front of people.',
    ],
    childWords: ['Everyone saw it. Everyone.', 'It stops for a week and then it starts again.'],
    barrier: {
      about: 'peers',
      raisedBy: 'child',
      words: ['A group chat with pictures of {them} in it.', 'Being waited for at the end of the day.'],
    },
    visitSaw: '{Name} kept {their} hood up and looked at the phone each time it buzzed.',
    promises: [
      'Tell {Mum} by Friday what has been done',
      'Check on {Name} every morning for two weeks',
      'Move the seat in science',
    ],
    goodNews: 'Ate lunch with two others in the art room. {They} told me before I asked.',
  },
  {
    for: secondary,
    concerns: ['at-risk-of-persistent-absence', 'pattern'],
    reasons: {
      child: 'What is the point, I am failing anyway.',
      family: '{They} was doing well until the mocks.',
      school: 'Absences match days with maths and science.',
    },
    why: 'Days with tests are missed; predicted to fall below nine in ten.',
    firstCall: [
      '{Mum} had found the list of missed lessons and matched it with the timetable before we did.',
      'Talked about the mock results. {Name} has not opened the envelope.',
    ],
    familyView: [
      'We told {them} it does not matter. I do not think {they} believes us.',
      'Nobody in our family has done exams. We cannot help with it.',
    ],
    meeting: [
      'Subject teachers each gave one thing to catch up on, not ten. {Name} dropped to nine subjects, with {their} agreement.',
      'Made a plan of what is due when, on one side of paper. {Name} put it in {their} blazer.',
    ],
    childWords: ['I look at the page and it goes blurry.', 'They all finished it and I was on question three.'],
    barrier: {
      about: 'school',
      raisedBy: 'child',
      words: ['Behind in maths since Year 8 and afraid to ask.', 'Tests in the hall.'],
    },
    visitSaw: 'Revision cards on the wall, nearly all for one subject.',
    promises: [
      'Find a maths mentor from Year 12',
      'Ask whether {Name} can sit tests in a small room',
      'Send home one page of what matters most',
    ],
    goodNews: 'Sat the whole test. Seven more marks than last time, and asked to see the paper.',
  },
  {
    for: both,
    concerns: ['persistent-absence'],
    reasons: {
      child: 'I do not like leaving {Mum} alone.',
      family: 'I had not noticed that {they} was watching me.',
      school: 'Attends well when a neighbour walks {them} in.',
    },
    why: '{Mum} has been unwell since the spring and {Name} stays at home to be near.',
    firstCall: [
      '{Mum} is waiting for an operation. Some days cannot get up. {Name} says {they} is ill too on those days.',
      '{Mum} asked that we do not talk of illness in front of {Name}. Agreed how to write it.',
    ],
    familyView: [
      '{They} is a good child. I do not want {them} to be my nurse.',
      'On my bad days I let {them} stay. I know I should not.',
    ],
    meeting: [
      '{Mum} and {Name} agreed a text at break and at lunch, so that {Name} knows all is well.',
      'Neighbour Mrs Ellwood will walk {them} in on Tuesdays and Thursdays. Thank-you card made in class.',
    ],
    childWords: ['What if I get home and {Mum} is on the floor.', 'I can do the washing. I am not bored.'],
    barrier: {
      about: 'caring',
      raisedBy: 'child',
      words: [
        'Afraid that something happens while {they} is at school.',
        'Makes the breakfast and sees to the little one.',
      ],
    },
    visitSaw: 'House tidy. {Name} made tea for everybody and knew where all the tablets are kept.',
    promises: [
      'Put {Name} in touch with the young carers group',
      'Ask the office to let {them} text at break',
      'Ring {Mum} on Thursdays to see how it is going',
    ],
    goodNews: 'First young carers evening. Played pool, came home laughing, in school next morning.',
  },
  {
    for: both,
    concerns: ['persistent-absence', 'part-time-timetable'],
    reasons: {
      child: 'The lights buzz and nobody else hears it.',
      family: 'We have been on the waiting list for nineteen months.',
      school: 'Manages mornings. Afternoons end in distress.',
    },
    why: 'Waiting for an assessment; whole days are too much at present.',
    firstCall: [
      '{Mum} asked for everything by e-mail, because calls are hard to take in. Sent a summary within the hour.',
      '{Mum} has filled in four forms with the same questions. I said I would fill in the fifth.',
    ],
    familyView: [
      '{They} holds it together all day and then comes apart in the car.',
      'We are told to wait. {They} is not waiting, {they} is getting worse.',
    ],
    meeting: [
      'SENCO, {Mum} and {Name}. Ear defenders, a pass to leave two minutes early, one safe place. To be looked at again in three weeks.',
      'Went through the day in pictures. {Name} put a red sticker on lunch and on change of lesson.',
    ],
    childWords: [
      'I like Tuesdays because Tuesdays are always the same.',
      'Nobody tells me before they change the room.',
    ],
    barrier: {
      about: 'special-needs',
      raisedBy: 'parent',
      words: [
        'Noise and changes without warning; assessment asked for.',
        'Lunch hall: the smell, the queue, the noise.',
      ],
    },
    visitSaw: 'Blanket den in the corner with books. {Name} showed me a train timetable and was never wrong.',
    promises: [
      'Ask the SENCO to chase the assessment',
      'Send {Name} a picture of any new room before the day',
      'Find another way to do lunch',
    ],
    goodNews: 'Stayed for lunch in the small room for the first time since September.',
  },
  {
    for: both,
    concerns: ['leave-in-term', 'at-risk-of-persistent-absence'],
    reasons: {
      child: 'It was my cousin’s wedding. I was in it.',
      family: 'Tickets are three times the price in the holidays.',
      school: 'Ten days of leave, not agreed beforehand.',
    },
    why: 'Ten days abroad in term, asked for after the tickets were bought.',
    firstCall: [
      '{Mum} said the date of the wedding was not theirs to choose. Explained what may follow if it happens again.',
      'Overseas tone on Monday, answered on Thursday from the airport.',
    ],
    familyView: ['We see {their} grandparents once in four years.', 'We asked for the form and nobody sent it.'],
    meeting: [
      'Talked through how leave is asked for and what counts as exceptional. {Name} has caught up in all but two subjects.',
      'No more leave planned this year. {Mum} will ask before booking.',
    ],
    childWords: ['I took my reading book with me and I finished it.', 'My grandma did not know how tall I was.'],
    barrier: {
      about: 'culture',
      raisedBy: 'parent',
      words: ['Family far away and dear to reach in the holidays.', 'A wedding and a funeral within one term.'],
    },
    visitSaw: 'Suitcases in the hall, just back.',
    promises: [
      'Send the leave form and the dates of the year',
      'Give {Name} the science {they} missed',
      'Say in writing what happens if it comes again',
    ],
    goodNews: 'Every session since they came back. Told {Mum} so.',
  },
  {
    for: both,
    concerns: ['severe-absence', 'persistent-absence'],
    reasons: {
      child: 'I do not know which house my stuff is at.',
      family: 'Three addresses since Easter. We are still in the hostel.',
      school: 'Present in weeks when the family is in one place.',
    },
    why: 'Temporary accommodation; third move this year.',
    firstCall: [
      '{Mum} was told on Friday to move on Monday. No kitchen in the new room. Uniform is in storage.',
      '{Mum} rang from the housing office, where they had waited since nine with both children.',
    ],
    familyView: [
      'Some mornings it is school or the housing appointment, and if I miss the appointment we lose the room.',
      'I am ashamed to send {them} in those shoes.',
    ],
    meeting: [
      'Shoes and a coat from the school’s own shelf, chosen by {Name}. Breakfast without asking. Letter to housing about the journey.',
      'Housing officer came. A family room nearer school is asked for; no day given.',
    ],
    childWords: [
      'We are four in one room and I do my homework in the bath. Without water.',
      'I do not tell people where I live.',
    ],
    barrier: {
      about: 'material',
      raisedBy: 'parent',
      words: ['One room for four, no table, no washing machine.', 'Shoes and coat left in storage.'],
    },
    visitSaw: 'One room, clean, bags along the wall. Two buses from school.',
    promises: [
      'Write to the housing officer about school',
      'Wash the uniform at school on Fridays',
      'Find out about money for the fares',
    ],
    goodNews: 'A week without a day missed, from the hostel, with two buses. {Name} knows that we know what that took.',
  },
  {
    for: both,
    concerns: ['persistent-absence'],
    reasons: {
      child: 'Grandad always took me.',
      family: 'We lost my dad in August. We are all over the place.',
      school: 'Attended every day until July.',
    },
    why: 'Bereavement in the summer; days are missed when it is bad at home.',
    firstCall: [
      'Said how sorry we are. {Mum} talked about the funeral. Attendance was not mentioned until {they} did.',
      '{Mum} said {Name} has not cried. Asked what school could do that would be kind.',
    ],
    familyView: ['I look at {them} and I let {them} stay. We watch his old films.', 'It is the walk past his house.'],
    meeting: [
      '{Name} has a card to leave a lesson without saying why. Another way to school that does not pass the house.',
      'Learning mentor meets {them} on Wednesdays. They are making a box.',
    ],
    childWords: ['I keep thinking he will be at the gate.', 'People went quiet when I came in.'],
    barrier: {
      about: 'family',
      raisedBy: 'parent',
      words: ['Grandfather died in August. He did the school run.', 'Sleeps in {Mum}’s bed since the funeral.'],
    },
    visitSaw: 'Photographs on every wall. {Name} told me who everyone is.',
    promises: [
      'Ask about a bereavement counsellor',
      'Tell every teacher, so that {Name} does not have to',
      'Walk the other way with {them} on the first day',
    ],
    goodNews: 'Brought the box to show me. Has been in nine days out of ten.',
  },
  {
    for: secondary,
    suits: (pupil) => !speaksAnother(pupil),
    concerns: ['unexplained-absence', 'persistent-absence'],
    reasons: {
      child: 'I earn more than my brother does.',
      family: 'I thought {they} was at school. {They} leaves in uniform.',
      school: 'Marked present in form, gone by second lesson.',
    },
    why: 'Leaves after registration; the family did not know.',
    firstCall: [
      '{Mum} believed {they} was in every day. Went through the marks together. Silence, then a lot of questions.',
      '{Mum} will ring if {they} is not home by four, and we ring if {they} is not in by period two.',
    ],
    familyView: [
      '{They} has new trainers and I did not buy them.',
      'An uncle gives {them} work at the car wash. I have told him to stop.',
    ],
    meeting: [
      'Safeguarding lead joined. {Name} says it is the car wash and nothing else. Agreed what we would ask again.',
      'Careers adviser met {them}: a day a week at college for motor vehicle, if attendance holds for four weeks.',
    ],
    childWords: ['Nobody there makes me feel thick.', 'I am not in trouble with anyone. I like working.'],
    barrier: {
      about: 'child-choice',
      raisedBy: 'child',
      words: ['Works at a car wash on school days.', 'Would sooner earn than sit in lessons {they} does not follow.'],
    },
    visitSaw: '{Name} came up the path in overalls while I was at the door, and did not run.',
    promises: [
      'Ask the college about the motor vehicle day',
      'Ring {Mum} on any day {they} is not in by period two',
      'Tell {Name} by Friday what the college said',
    ],
    goodNews: 'All four days in, so the taster at college is on. Wore {their} own boots.',
  },
  {
    for: secondary,
    suits: ({ sex }) => sex === 'female',
    concerns: ['at-risk-of-persistent-absence', 'pattern'],
    reasons: {
      child: 'It is every month and it is really bad.',
      family: 'I was the same at that age and was told to put up with it.',
      school: 'Two or three days together, about four weeks apart.',
    },
    why: 'Short spells each month; never asked about before.',
    firstCall: [
      '{Mum} was relieved that somebody had looked at the pattern and not just the total.',
      'Spoke with {Mum}, who would like the nurse to talk with {Name} and not a form tutor.',
    ],
    familyView: [
      '{They} faints with it. Last month on the bathroom floor.',
      'The doctor said it is normal. It is not normal.',
    ],
    meeting: [
      'School nurse met {Name}. A pass for the staff toilet, a hot water bottle in the office, a letter to the GP.',
      'Lessons missed each month are sent home the same day. PE teacher told only what {Name} agreed to.',
    ],
    childWords: ['I would come in if I did not have to ask to go.', 'I pretend it is a cold.'],
    barrier: {
      about: 'physical-health',
      raisedBy: 'child',
      words: ['Painful periods; the toilets are locked in lessons.', 'Faints, and is afraid it will happen in class.'],
    },
    visitSaw: '{Name} pale, on the sofa, homework beside {them}.',
    promises: [
      'Ask the nurse to write to the GP',
      'Get {Name} a pass for the staff toilet',
      'Send the work home the same day',
    ],
    goodNews: 'One day missed this month instead of three. The pass was used once.',
  },
  {
    for: primary,
    concerns: ['persistent-absence', 'lateness'],
    reasons: {
      child: 'My brother was crying.',
      family: 'The baby is up all night and I cannot get us out of the door.',
      school: 'Late by half an hour or absent, seldom on time.',
    },
    why: 'New baby at home; late or absent most days.',
    firstCall: [
      '{Mum} was in a dressing gown at eleven and said so. Baby is seven weeks old. No family near.',
      'Health visitor knows. {Mum} would say yes to help if it came before nine.',
    ],
    familyView: [
      'By the time I have fed him it is half past nine and I think, what is the point.',
      'I was managing with two. I am not managing with three.',
    ],
    meeting: [
      'Walking bus from the corner of their road begins on Monday. Volunteer is Mr Tombs, known to {Mum}.',
      'Came with the baby. Talked about nights first and school second.',
    ],
    childWords: ['I can do my own shoes now.', 'I like it when I am there for the register.'],
    barrier: {
      about: 'family',
      raisedBy: 'parent',
      words: ['New baby, no sleep, nobody to help in the morning.', 'Cannot leave the house before nine.'],
    },
    visitSaw: '{Name} opened the door with {their} coat on. {Mum} on the sofa, the baby asleep at last.',
    promises: [
      'Find a place on the walking bus',
      'Ask the health visitor to call before nine',
      'Ring at eight on Mondays',
    ],
    goodNews: 'On the walking bus five days running, at the front, holding the rope.',
  },
  {
    for: primary,
    concerns: ['at-risk-of-persistent-absence'],
    reasons: {
      child: 'I want to stay with {Mum}.',
      family: '{They} clings to me and I cannot peel {them} off.',
      school: 'Settles within ten minutes once {they} is in.',
    },
    why: 'Hard goodbyes have become days at home.',
    firstCall: [
      '{Mum} asked whether {they} is happy once {they} is in. Sent a photograph at ten.',
      'Nan did the drop-off and there were no tears. {Mum} laughed and then did not.',
    ],
    familyView: [
      'I cry as well. I know that does not help.',
      'I was in hospital in May and {they} has not let go since.',
    ],
    meeting: [
      'Planned the goodbye: one hug, one kiss, one button to keep. Mrs Tibbs takes the hand.',
      'Practised coming in five minutes before the others.',
    ],
    childWords: ['I have a button in my pocket.', 'Sometimes I forget to be sad.'],
    barrier: {
      about: 'mental-health',
      raisedBy: 'parent',
      words: ['Will not let go at the classroom door.', 'Afraid that {Mum} goes back into hospital.'],
    },
    visitSaw: '{Name} hid behind the curtain and then showed me {their} snails.',
    promises: [
      'Send a photograph at ten each day this week',
      'Be at the door at ten to nine',
      'Lend a book about being apart',
    ],
    goodNews: 'Walked in alone, waved, and hung up {their} own coat.',
  },
  {
    for: primary,
    concerns: ['persistent-absence', 'pattern'],
    reasons: {
      child: 'My head itches.',
      family: 'Every time we get rid of it, it comes back.',
      school: 'Spells of four or five days for nits and colds.',
    },
    why: 'Many short spells for small illnesses.',
    firstCall: [
      'Nits, nobody’s fault. Said again that {they} need not stay at home for it.',
      '{Mum} was told by someone at the gate to keep {them} off. Explained what our rule is.',
    ],
    familyView: [
      'I would sooner keep {them} at home than have people talk.',
      'It is forty pounds each time I treat them all.',
    ],
    meeting: [
      'Went through which illnesses mean a day at home and which do not. Fridge sheet given.',
      'Chemist gives the treatment free on the minor ailments scheme. {Mum} did not know.',
    ],
    childWords: ['They said do not sit by me.', 'I missed the farm trip.'],
    barrier: {
      about: 'physical-health',
      raisedBy: 'parent',
      words: ['Head lice again and again; cost of treating four.', 'Kept at home for colds that others come in with.'],
    },
    visitSaw: 'Four children in a row having their hair combed, cheerfully.',
    promises: [
      'Send home the sheet on when to stay off',
      'Ask the nurse about free treatment',
      'Speak to the class about not being unkind',
    ],
    goodNews: 'Three weeks without a day off, the longest since Reception.',
  },
  {
    for: both,
    concerns: ['at-risk-of-persistent-absence', 'pattern'],
    reasons: {
      child: 'I do not have my kit at Dad’s.',
      family: 'We do not agree, and {they} is in the middle.',
      school: 'Absent on the days after changing homes.',
    },
    why: 'Absent after weekends at the other parent’s.',
    firstCall: [
      '{Mum} said it is the other house. Listened, did not take sides, asked what would make Mondays easier.',
      'Two calls, one to each parent, the same words to both.',
    ],
    familyView: [
      '{They} comes back at ten at night and I cannot get {them} up.',
      'I am told nothing by school. Letters go to the other address.',
    ],
    meeting: [
      'Both parents came, one after the other. Second set of uniform bought by school. Letters go to both from now on.',
      '{Name} made a list for each bag. It is on both fridges.',
    ],
    childWords: ['I do not want to choose who takes me.', 'It is not their fault. Do not write that it is.'],
    barrier: {
      about: 'family',
      raisedBy: 'officer',
      words: ['Two homes, one set of kit.', 'Late hand-over on Sunday nights.'],
    },
    visitSaw: '{Name} has half of a bedroom and a shelf with {their} name on it.',
    promises: ['Send every letter to both homes', 'Find a second set of PE kit', 'Ring both parents on the same day'],
    goodNews: 'Three Mondays running. {Name} has a calendar with two colours and likes it.',
  },
  {
    for: secondary,
    suits: speaksAnother,
    concerns: ['persistent-absence', 'other'],
    reasons: {
      child: 'I do not understand what they say, so I sit.',
      family: '{They} was top of the class at home.',
      school: 'New to English; absent from lessons with much talk.',
    },
    why: 'Arrived in the spring; absences follow lessons with much talk.',
    firstCall: [
      'Call through the interpreter line. {Mum} had not understood that days off must be told each morning.',
      '{Mum} thought school had closed for an inset day like last week’s. Texts now go out translated.',
    ],
    familyView: [
      '{They} says the work is easy and the words are hard.',
      'In our country the school rings the bell in the street.',
    ],
    meeting: [
      'Met with an interpreter. A buddy who speaks the language, in the same form. Maths set moved up, which {they} smiled at.',
      'Read the timetable aloud together. {Name} had been going to the wrong building for two weeks.',
    ],
    childWords: ['In maths I am a person.', 'I laugh when they laugh. I do not know why.'],
    barrier: {
      about: 'special-needs',
      raisedBy: 'agency',
      words: ['New to English and placed by English, not by ability.', 'Did not know where the second building is.'],
    },
    visitSaw: 'School books in two languages on the table, in order of size.',
    promises: ['Move the maths set', 'Send texts in the family’s language', 'Find a buddy in the same form'],
    goodNews: 'Put a hand up in history. Teacher wrote to tell me.',
  },
  {
    for: secondary,
    concerns: ['persistent-absence', 'lateness'],
    reasons: {
      child: 'She shouts my name before I have done anything.',
      family: '{They} has a target on {their} back in that class.',
      school: 'Eleven sanctions this term, nine from one subject.',
    },
    why: 'Absences fall on days with one subject.',
    firstCall: [
      '{Mum} had a list with dates. Took it down as given and said what I would do with it.',
      '{Mum} asked for a move of class, not for a teacher to be told off.',
    ],
    familyView: [
      '{They} is no angel and I do not pretend it. But one class, every week?',
      'When {they} has a good week nobody rings.',
    ],
    meeting: [
      'Head of year, {Name} and the teacher met. Each said what helps. Fresh start, seat by the window, two warnings said quietly.',
      'Looked at the sanctions together: most in the last lesson on a Thursday.',
    ],
    childWords: ['I would rather get a detention for not being there.', 'She said well done once and I remember it.'],
    barrier: {
      about: 'school',
      raisedBy: 'child',
      words: ['One lesson where it always goes wrong.', 'Sent out for things others do too.'],
    },
    visitSaw: '{Name} got up, shook hands, and offered me the better chair.',
    promises: [
      'Ask for a fresh start in that class',
      'Ring {Mum} with good news, if there is any',
      'Sit in on Thursday’s last lesson',
    ],
    goodNews: 'No sanctions for two weeks. Rang {Mum} to say so, who asked what was wrong.',
  },
  {
    for: both,
    concerns: ['severe-absence', 'ten-days-absent'],
    reasons: {
      child: '',
      family: 'We have been at the hospital with {their} sister.',
      school: 'Ten school days in a row; contact by text alone.',
    },
    why: 'Ten school days in a row. A sister is very ill.',
    firstCall: [
      '{Mum} rang back from the ward. {Name} sleeps at an aunt’s in another town. Asked what they need, not when {they} is back.',
      '{Mum} sends a text each Monday. That is what we agreed.',
    ],
    familyView: [
      'I cannot think about school. I am sorry. I can hardly think.',
      'My sister does her best, but it is an hour by train.',
    ],
    meeting: [
      'Aunt came. Work is sent by e-mail. The hospital school will have {Name} on two days.',
      'Agreed who rings whom, so that {Mum} tells it once.',
    ],
    childWords: ['I want to see my sister more than I want to do tests.', 'Tell them I have not left.'],
    barrier: {
      about: 'family',
      raisedBy: 'parent',
      words: ['A sister is in hospital an hour away.', 'Staying with an aunt in another town.'],
    },
    visitSaw: 'Aunt’s flat, a camp bed made up with school books under it.',
    promises: [
      'Ask the hospital school for two days',
      'Send a card from the form',
      'Let one person ring, and no others',
    ],
    goodNews: 'Two days at the hospital school. Sister is out of intensive care.',
  },
  {
    for: secondary,
    concerns: ['persistent-absence', 'pattern'],
    reasons: {
      child: 'I hate the changing rooms.',
      family: 'Wednesdays. It is always Wednesdays.',
      school: 'Absent on eight of ten PE days.',
    },
    why: 'Absent on PE days.',
    firstCall: [
      '{Mum} keeps {them} at home because the rows on Wednesday mornings wake the whole street.',
      '{Mum} had asked for a note last year and was told there are no exceptions.',
    ],
    familyView: [
      'It is one lesson. {They} is losing a whole day for one lesson.',
      '{They} will not wear the kit. I do not blame {them}.',
    ],
    meeting: [
      'PE teacher offered the small changing room, and leggings in place of shorts. {Name} said yes before the end of the sentence.',
      'Swapped to the badminton group, which changes elsewhere.',
    ],
    childWords: ['They look. Even when they do not look, they look.', 'I like badminton.'],
    barrier: {
      about: 'school',
      raisedBy: 'child',
      words: ['The kit and the open changing room.', 'Picked last, each week, in front of all.'],
    },
    visitSaw: 'PE kit in its bag by the bin.',
    promises: [
      'Ask PE about the small changing room',
      'Find kit that {they} will wear',
      'See whether badminton has a place',
    ],
    goodNews: 'In on Wednesday. And the Wednesday after.',
  },
]
