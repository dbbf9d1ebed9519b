import { z } from 'zod'

/**
 * Something that can leave the tablet on paper: a chronology, a list for a meeting. Made once from records; the screen shows
 * it, the printer prints it and the PDF is written from it, so that all three say the same.
 */
export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.union([z.literal(2), z.literal(3)]), words: z.string() }),
  /** `lead` stands before the words and says what they are: `What was seen`. `quote`: words as somebody said them. */
  z.object({
    kind: z.literal('paragraph'),
    lead: z.string().optional(),
    words: z.string(),
    look: z.enum(['plain', 'quiet', 'quote']).optional(),
  }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  /** A table with a row of headings; the first cell of each row heads that row. `widths` are shares of the page's width. */
  z.object({
    kind: z.literal('table'),
    head: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    widths: z.array(z.number()),
  }),
])
export type Block = z.infer<typeof Block>

export const Paper = z.object({
  title: z.string(),
  /** Lines under the title. */
  detail: z.array(z.string()),
  blocks: z.array(Block),
  /** At the foot of every page, before *page 3 of 9*. */
  foot: z.string(),
})
export type Paper = z.infer<typeof Paper>

/** Everything written on a paper, block by block: what a reader or a search finds in it. */
export const wordsOfPaper = (paper: Paper): string[] => [
  paper.title,
  ...paper.detail,
  ...paper.blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'heading':
        return [block.words]
      case 'paragraph':
        return [block.lead === undefined ? block.words : `${block.lead}: ${block.words}`]
      case 'list':
        return block.items
      case 'table':
        return [...block.head, ...block.rows.flat()]
    }
    return []
  }),
]
