import { unknownPlaceholders } from '#domain/records/placeholders.ts'
import { describe, expect, test } from 'vitest'
import {
  blanksIn,
  bodyOf,
  messageOf,
  templateNames,
  templates,
  type Filling,
} from '#domain/casework/message-templates.ts'

const filling: Filling = {
  parent: 'Mrs Rahman',
  child: 'Ayesha',
  school: 'Hollins School',
  me: 'Sam Okoro',
  myRole: 'Attendance lead',
  promise: 'Ask for a bus pass',
}

describe.each(templateNames)('the message “%s”', (name) => {
  const body = bodyOf(templates[name], filling)

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
    const text = messageOf(templates[name], filling, 'text')
    expect(text.length).toBeLessThanOrEqual(459)
    expect(text).toMatch(/^Hello Mrs Rahman\. /)
    expect(text).toMatch(/Sam Okoro, attendance lead, Hollins School\.$/)
  })

  test('as a letter it is greeted, ended and signed, and says the same', () => {
    const letter = messageOf(templates[name], filling, 'letter')
    expect(letter).toMatch(/^Dear Mrs Rahman,\n\n/)
    expect(letter).toMatch(/\n\nYours sincerely,\n\nSam Okoro\nAttendance lead\nHollins School$/)
    expect(letter.replaceAll(/\s+/g, ' ')).toContain(body)
  })
})

test('what only the officer knows stands in brackets until it is filled in', () => {
  expect(blanksIn(bodyOf(templates.meeting, filling))).toEqual(['day', 'time'])
  expect(blanksIn(bodyOf(templates['promise-kept'], { ...filling, promise: null }))).toEqual(['what we promised'])
  expect(blanksIn(bodyOf(templates['promise-kept'], filling))).toEqual([])
})

test('a parent whose name nobody holds is still greeted', () => {
  expect(messageOf(templates['good-to-see'], { ...filling, parent: null }, 'text')).toMatch(/^Hello\. It was good/)
  expect(messageOf(templates['good-to-see'], { ...filling, parent: null }, 'letter')).toMatch(/^Dear parent or carer,/)
})

describe('the placeholders of a template', () => {
  test('are a closed list: what the tablet cannot fill in is named as it was written, and a brace alone too', () => {
    expect(unknownPlaceholders('Dear {parent}, {child} and {my role} at {school}. {me}. {promise}.')).toEqual([])
    expect(unknownPlaceholders('{postcode} and {Child} and {postcode}')).toEqual(['{postcode}', '{Child}'])
    expect(unknownPlaceholders('{child')).toEqual(['{'])
  })

  test('a name with a dollar sign or a brace in it comes out as it is', () => {
    const odd = { ...filling, child: '$& {me}' }
    expect(bodyOf({ words: '{child}, {me}' }, odd)).toBe('$& {me}, Sam Okoro')
  })

  test('words in another language stand alone, without our English around them', () => {
    const polish = {
      title: 'Spotkanie',
      words: 'Dzień dobry, {parent}. {me}, {school}',
      language: 'Polish',
      isGood: false,
    }
    expect(messageOf(polish, filling, 'letter')).toBe('Dzień dobry, Mrs Rahman. Sam Okoro, Hollins School')
  })
})
