import { describe, expect, test } from 'vitest'
import { wordsOfPaper, type Block, type Paper } from '#client/papers/paper.ts'
import { writePdf } from '#client/papers/write-pdf.ts'
import { paperFonts, readPdf } from '#test/support/read-pdf.ts'

const madeAt = new Date('2026-11-23T10:21:00.000Z')
const paper = (blocks: Block[], over: Partial<Paper> = {}): Paper => ({
  title: 'Chronology',
  detail: ['Ayesha Rahman, 9K'],
  foot: 'Set 7f3a 91bc',
  blocks,
  ...over,
})
const read = async (of: Paper) => {
  const written = await writePdf(of, paperFonts(), madeAt)
  return { ...written, pdf: await readPdf(written.bytes) }
}
const squeezed = (words: string): string => words.replaceAll(/\s+/g, ' ').trim()

describe('[K7] a paper as a tagged PDF', () => {
  test('says its language and title, and what each part of it is', async () => {
    const { pdf } = await read(
      paper([
        { kind: 'heading', level: 2, words: 'What happened' },
        { kind: 'heading', level: 3, words: 'Mon 2 Nov 2026. Home visit' },
        { kind: 'paragraph', lead: 'Ayesha’s words', words: 'I hate PE.', look: 'quote' },
        { kind: 'list', items: ['First.', 'Second.'] },
        { kind: 'table', head: ['Pupil', 'Why'], rows: [['Ayesha', 'Not seen']], widths: [1, 2] },
      ]),
    )
    expect(pdf).toMatchObject({ title: 'Chronology', language: 'en-GB', isMarked: true })
    expect(pdf.outline).toEqual(['Chronology', 'What happened'])
    expect(pdf.tags.filter(([, words]) => words !== '')).toEqual([
      ['H1', 'Chronology'],
      ['P', 'Ayesha Rahman, 9K'],
      ['H2', 'What happened'],
      ['H3', 'Mon 2 Nov 2026. Home visit'],
      ['P', 'Ayesha’s words: “I hate PE.”'],
      ['Lbl', '•'],
      ['LBody', 'First.'],
      ['Lbl', '•'],
      ['LBody', 'Second.'],
      ['TH', 'Pupil'],
      ['TH', 'Why'],
      ['TH', 'Ayesha'],
      ['TD', 'Not seen'],
    ])
    expect(pdf.asides).toEqual(['Set 7f3a 91bc', 'page 1 of 1'])
  })

  test('letters of many languages are drawn; what no font has stands as a mark, and the paper says so', async () => {
    const whole = await read(paper([{ kind: 'paragraph', words: 'Łukasz Wójcik, Ștefan Țurcanu, Zoë Müller-Őry' }]))
    expect(whole.missing).toEqual([])
    expect(whole.pdf.text).toContain('Łukasz Wójcik, Ștefan Țurcanu, Zoë Müller-Őry')
    const part = await read(paper([{ kind: 'paragraph', words: 'عائشہ says hello' }]))
    expect(part.missing).toEqual(['ا', 'ش', 'ع', 'ہ', 'ئ'].toSorted())
    expect(part.pdf.text).toMatch(/(\?|□|�){5} says hello/)
    expect(part.pdf.text).toContain('Some letters cannot be shown in this document.')
  })

  test('a long file goes over many pages with not a word lost, each page numbered, table headings seen again but read once', async () => {
    const words = 'She said that the bus goes past without stopping and the next one is full.'
    const long = paper([
      { kind: 'paragraph', words: Array.from({ length: 400 }, (_, n) => `${n} ${words}`).join(' ') },
      {
        kind: 'table',
        head: ['Pupil', 'Why', 'Next'],
        rows: Array.from({ length: 90 }, (_, n) => [`Pupil ${n}`, n % 9 === 0 ? words.repeat(4) : words, `Ring ${n}`]),
        widths: [2, 5, 2],
      },
      { kind: 'list', items: Array.from({ length: 120 }, (_, n) => `${n}: ${words}`) },
    ])
    const { pdf } = await read(long)
    expect(pdf.pages).toBeGreaterThan(8)
    expect(pdf.asides.filter((aside) => aside.startsWith('page '))).toEqual(
      Array.from({ length: pdf.pages }, (_, n) => `page ${n + 1} of ${pdf.pages}`),
    )
    const text = squeezed(pdf.text)
    expect(wordsOfPaper(long).filter((line) => !text.includes(squeezed(line)))).toEqual([])
    expect(pdf.tags.filter(([tag, said]) => tag === 'TH' && said === 'Why')).toHaveLength(1)
    expect(pdf.asides.filter((aside) => aside === 'Why').length).toBeGreaterThan(1)
  })

  test('a cell longer than a page is not cut off', async () => {
    const cell = Array.from({ length: 900 }, (_, n) => `word${n}`).join(' ')
    const { pdf } = await read(
      paper([{ kind: 'table', head: ['Pupil', 'Why'], rows: [['Ayesha', cell]], widths: [1, 3] }]),
    )
    const text = pdf.text.replaceAll(/\s+/g, '')
    expect(text).toContain(cell.replaceAll(/\s+/g, ''))
  })
})
