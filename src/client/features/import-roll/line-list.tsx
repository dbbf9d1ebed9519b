import { Quiet } from '#client/ui/page.tsx'
import styles from './import-roll.module.css'

/** More than this is not read on a screen. */
const MOST_SHOWN = 50

/** What is said of lines of a file, each with its number. */
export const LineList = ({ lines }: { lines: { line: number | null; words: string }[] }) => (
  <>
    <ul className={styles.lines}>
      {lines.slice(0, MOST_SHOWN).map(({ line, words }, at) => (
        // Two warnings of one line may say the same, and none ever moves.
        <li key={at}>
          {line !== null && <span className={styles.line}>Line {line}</span>}
          <span>{words}</span>
        </li>
      ))}
    </ul>
    {lines.length > MOST_SHOWN && <Quiet>And {lines.length - MOST_SHOWN} more.</Quiet>}
  </>
)
