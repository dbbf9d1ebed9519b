import { useState } from 'react'
import { FileDown, Printer } from 'lucide-react'
import { handOutFile } from '#client/app/hand-over.ts'
import { useSession } from '#client/app/session.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/page.tsx'
import { Printed } from '#client/ui/printed.tsx'
import { csvText } from '#domain/csv.ts'
import { makePdf } from './make-pdf.ts'
import type { Paper } from './paper.ts'
import { PaperView } from './paper-view.tsx'

type HandedOutProps = {
  /** Of the file, without its ending. */
  name: string
  paper: () => Paper
  /** The same as lines for a spreadsheet. */
  lines: () => string[][]
}

/** A paper to look at before it leaves, and the ways in which it can. */
export const HandedOut = ({ name, paper, lines }: HandedOutProps) => {
  const { clock } = useSession()
  const [isMaking, setMaking] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const give = async (file: File): Promise<void> => {
    setSaid((await handOutFile(file)) === 'handed' ? `Given out as ${file.name}.` : null)
  }
  const asPdf = async () => {
    setMaking(true)
    const made = await makePdf(paper(), clock())
    setMaking(false)
    setFailed(made === null)
    if (made !== null) await give(new File([made.bytes], `${name}.pdf`, { type: 'application/pdf' }))
  }
  return (
    <Stack gap="wide">
      {hasFailed && <Banner tone="danger">The PDF could not be made on this tablet. Printing still works.</Banner>}
      <Row>
        <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
          Print
        </Button>
        <Button icon={<FileDown aria-hidden />} isPending={isMaking} onPress={() => void asPdf()}>
          Hand out as PDF
        </Button>
        <Button
          icon={<FileDown aria-hidden />}
          onPress={() => void give(new File([csvText(lines())], `${name}.csv`, { type: 'text/csv' }))}
        >
          Make a file for a spreadsheet
        </Button>
      </Row>
      <p aria-live="polite">{said}</p>
      <PaperView paper={paper()} isPreview />
      <Printed>
        <PaperView paper={paper()} />
      </Printed>
    </Stack>
  )
}
