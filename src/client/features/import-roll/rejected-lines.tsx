import { FileWarning } from 'lucide-react'
import { handOutFile } from '#client/app/hand-over.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { LineList } from './line-list.tsx'

type Props = {
  title: string
  words: string
  rejected: { line: number; reason: string }[]
  /** The same lines as a CSV file, with the reason of each; null when they cannot be had so. */
  file: string | null
}

/** The lines of a file that were not taken, with the reason of each, on the screen and as a file to mend. */
export const RejectedLines = ({ title, words, rejected, file }: Props) => (
  <Card
    title={title}
    aside={
      file !== null && (
        <Button
          icon={<FileWarning aria-hidden size={20} />}
          onPress={() => void handOutFile(new File([file], 'rejected-lines.csv', { type: 'text/csv' }))}
        >
          Get as a file
        </Button>
      )
    }
  >
    <Quiet>{words}</Quiet>
    <LineList lines={rejected.map(({ line, reason }) => ({ line, words: reason }))} />
  </Card>
)
