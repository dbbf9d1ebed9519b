import { expect, test } from 'vitest'
import { readRoll } from '#server/imports/read-roll.ts'

const warned = (...histories: string[]) => {
  const pupils = histories.map(
    (history, place) =>
      `<Pupil><Surname>Li</Surname><Forename>Bo${'o'.repeat(place)}</Forename><DOB>2013-11-30</DOB><SchoolHistory>${history}</SchoolHistory></Pupil>`,
  )
  const file = `<CTfile><CTFpupilData>${pupils.join('')}</CTFpupilData></CTfile>`
  const reading = readRoll(new TextEncoder().encode(file), '2026-11-26')
  return reading.ok ? { pupils: reading.roll.pupils.length, warnings: reading.roll.warnings } : reading
}

test('of how many pupils a transfer file has the last school or a reason for leaving is said, and neither is taken', () => {
  expect(
    warned(
      '<School><LEA>999</LEA><Estab>2001</Estab><LeavingReason>TR</LeavingReason></School>',
      '<School><SchoolName>Larkmere Primary</SchoolName><LastSchool>true</LastSchool></School>',
      '<School><LEA>999</LEA><LastSchool>false</LastSchool><LeavingReason></LeavingReason></School>',
    ),
  ).toEqual({
    pupils: 3,
    warnings: [
      {
        line: null,
        words:
          'Of 2 pupils the file names the last school or a reason for leaving. These were not read: whoever prepares the returns to the council says them there.',
      },
    ],
  })
})

test('a school history without either says nothing', () => {
  expect(warned('<School><LEA>999</LEA><EntryDate>2019-09-03</EntryDate></School>')).toEqual({
    pupils: 1,
    warnings: [],
  })
})
