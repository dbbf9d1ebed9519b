import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDocumentProxy } from 'unpdf'
import { z } from 'zod'
import type { PaperFonts } from '#client/papers/write-pdf.ts'
import { project } from './client-build.ts'

const Node: z.ZodType<TagTree> = z.lazy(() =>
  z.object({ role: z.string().optional(), children: z.array(Node).optional(), id: z.string().optional() }),
)
type TagTree = { role?: string | undefined; children?: TagTree[] | undefined; id?: string | undefined }

/** A PDF as a program that reads it aloud finds it. */
export type ReadPdf = {
  pages: number
  title: string
  language: string
  isMarked: boolean
  outline: string[]
  /** Tags in reading order with their words: `['H1', 'Chronology']`. */
  tags: [tag: string, words: string][]
  /** Everything a page shows outside any tag: page numbers and the like. */
  asides: string[]
  text: string
}

/** Reads a PDF with another program's code than the one that wrote it. */
export const readPdf = async (bytes: Uint8Array): Promise<ReadPdf> => {
  const pdf = await getDocumentProxy(Uint8Array.from(bytes))
  const { info } = await pdf.getMetadata()
  const said = z.object({ Title: z.string(), Language: z.string() }).parse(info)
  const tags: [string, string][] = []
  const asides: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const words = new Map<string, string>()
    let at: string | null = null
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if ('str' in item) {
        if (at === null) asides.push(item.str)
        else words.set(at, `${words.get(at) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`)
      } else if (item.type === 'beginMarkedContentProps') at = item.id
      else if (item.type === 'endMarkedContent') at = null
    }
    const walk = (node: TagTree, tag: string): void => {
      if (node.id !== undefined) tags.push([tag, (words.get(node.id) ?? '').trim()])
      for (const child of node.children ?? []) walk(child, child.role ?? node.role ?? tag)
    }
    const tree = await page.getStructTree()
    if (tree !== null) walk(Node.parse(tree), '')
  }
  const outline = z.array(z.object({ title: z.string() })).parse((await pdf.getOutline()) ?? [])
  return {
    pages: pdf.numPages,
    title: said.Title,
    language: said.Language,
    isMarked: (await pdf.getMarkInfo())?.Marked === true,
    outline: outline.map(({ title }) => title),
    tags,
    asides: asides.filter((words) => words.trim() !== ''),
    text: tags.map(([, words]) => words).join('\n'),
  }
}

const file = (name: string): ArrayBuffer => {
  const bytes = readFileSync(
    join(
      project,
      `node_modules/@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${name}-normal.woff`,
    ),
  )
  return Uint8Array.from(bytes).buffer
}

/** The typeface of papers, as the tablet's worker fetches it. */
export const paperFonts = (): PaperFonts => ({
  regular: [file('latin-400'), file('latin-ext-400')],
  bold: [file('latin-700'), file('latin-ext-700')],
})
