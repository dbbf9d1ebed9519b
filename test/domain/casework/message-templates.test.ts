import { describe, expect, test } from 'vitest'
import { blanksIn, messageOf, templateNames, templates, type Filling } from '#domain/casework/message-templates.ts'

const filling: Filling = {
  parent: 'Mrs Rahman',
  child: 'Ayesha',
  school: 'Hollins School',
  me: 'Sam Okoro',
  myRole: 'Attendance lead',
  promise: 'Ask for a bus pass',
}

describe.each(templateNames)('the message “%s”', (name) => {
  const body = templates[name].body(filling)

  test('is in short plain sentences', () => {
    const sentences = body.split(/[.?!:]\s+/).filter((sentence) => sentence !== '')
    const words = sentences.map((sentence) => sentence.split(/\s+/).length)
    expect(Math.max(...words)).toBeLessThanOrEqual(20)
    expect(words.reduce((sum, count) => sum + count, 0) / words.length).toBeLessThanOrEqual(12)
  })

  test('blames nobody, and says nothing of why a child is away', () => {
    expect(body).not.toMatch(/absen|truan|unauthori|fine\b|penalt|court|failed|must|illness|anxi/i)
  })

  test('fits into three texts, with who it is from', () => {
    const text = messageOf(name, filling, 'text')
    expect(text.length).toBeLessThanOrEqual(459)
    expect(text).toMatch(/^Hello Mrs Rahman\. /)
    expect(text).toMatch(/Sam Okoro, attendance lead, Hollins School\.$/)
  })

  test('as a letter it is greeted, ended and signed, and says the same', () => {
    const letter = messageOf(name, filling, 'letter')
    expect(letter).toMatch(/^Dear Mrs Rahman,\n\n/)
    expect(letter).toMatch(/\n\nYours sincerely,\n\nSam Okoro\nAttendance lead\nHollins School$/)
    expect(letter.replaceAll(/\s+/g, ' ')).toContain(body)
  })
})

test('what only the officer knows stands in brackets until it is filled in', () => {
  expect(blanksIn(templates.meeting.body(filling))).toEqual(['day', 'time'])
  expect(blanksIn(templates['promise-kept'].body({ ...filling, promise: null }))).toEqual(['what we promised'])
  expect(blanksIn(templates['promise-kept'].body(filling))).toEqual([])
})

test('a parent whose name nobody holds is still greeted', () => {
  expect(messageOf('good-to-see', { ...filling, parent: null }, 'text')).toMatch(/^Hello\. It was good/)
  expect(messageOf('good-to-see', { ...filling, parent: null }, 'letter')).toMatch(/^Dear parent or carer,/)
})
