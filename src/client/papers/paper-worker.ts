import bold from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff?url'
import boldExtended from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff?url'
import regular from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff?url'
import regularExtended from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff?url'
import { Paper } from './paper.ts'
import { writePdf, type PaperFonts } from './write-pdf.ts'

/** Writes one PDF away from the page, so that nobody's typing waits for it, and ends with it. */
export type PaperRequest = { paper: Paper; madeAt: string }
export type PaperReply = { ok: true; bytes: Uint8Array<ArrayBuffer>; missing: string[] } | { ok: false }

addEventListener('message', (event: MessageEvent<PaperRequest>) => {
  void answer(event.data)
})

const answer = async ({ paper, madeAt }: PaperRequest): Promise<void> => {
  let reply: PaperReply
  try {
    reply = { ok: true, ...(await writePdf(Paper.parse(paper), await readFonts(), new Date(madeAt))) }
  } catch {
    // Nothing of the paper may be told to anybody who collects errors.
    reply = { ok: false }
  }
  postMessage(reply)
}

/** The files are on the tablet with the rest of the app. */
const readFonts = async (): Promise<PaperFonts> => {
  const [regulars, bolds] = await Promise.all([
    Promise.all([regular, regularExtended].map(read)),
    Promise.all([bold, boldExtended].map(read)),
  ])
  return { regular: regulars, bold: bolds }
}

const read = async (address: string): Promise<ArrayBuffer> => {
  const answered = await fetch(address)
  if (!answered.ok) throw new Error('A font is not on this tablet.')
  return await answered.arrayBuffer()
}
